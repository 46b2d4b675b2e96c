
// The form: keeps what is typed, saves and opens answers files, and says what is open and wrong.
// Without this the page is a list of questions to read and to print.
(() => {
  const known = JSON.parse(document.getElementById("gegevens").textContent);
  const rules = rulesOf(known);
  const { sentence } = rules;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const at = (id) => document.getElementById(id);
  const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });

  const form = at("formulier"), parts = all(".part");
  const {
    fields, questions, isTyped, valuesOf, textOf, put, asText, fileName, isGroup, written, treeOf,
    isLone, canBe, wordFor, fill, earlier, nowOf,
  } = fieldsOf(known, rules, form);

  // What is kept in the browser: a key for every field, so that two tabs only pass on what was
  // typed in each of them, and one for what was last saved as a file.

  const prefix = `gemeente-online ${known.form} `;
  const SAVED = "= bewaard";
  let storage = null; // none, where the browser gives none
  let isKept = false; // whether all that was typed is in it
  const findStorage = () => {
    try {
      storage = window.localStorage;
      storage.setItem(`${prefix}=`, "");
      storage.removeItem(`${prefix}=`);
      isKept = true;
    } catch { // it is switched off, or full: then there may be something in it all the same
      isKept = false;
    }
  };
  findStorage();

  const write = (name, value) => {
    try {
      storage.setItem(prefix + name, JSON.stringify(value));
    } catch {
      isKept = false;
    }
  };
  const keepAll = () => {
    isKept = storage !== null;
    for (const name of fields.keys()) write(name, valuesOf(name));
    write(SAVED, saved);
  };
  const isThere = (name) => {
    try {
      return storage.getItem(prefix + name) !== null;
    } catch {
      return false;
    }
  };
  const keep = (name) => { // with all the rest, where nothing is kept yet or it was wiped
    if (isKept && !isThere(SAVED)) keepAll();
    else write(name, name === SAVED ? saved : valuesOf(name));
  };

  // Takes over what was kept of one field, or what it began with where nothing is.
  const take = (name, text) => {
    let value;
    try {
      value = JSON.parse(text);
    } catch { /* somebody else wrote it */ }
    const isOurs = Array.isArray(value) && value.every((one) => typeof one === "string");
    if (name === SAVED) saved = typeof value === "string" ? value : untouched;
    else if (fields.has(name)) put(name, isOurs ? value : beginning.get(name));
  };

  const takeKept = () => {
    let found = false;
    for (const name of [...fields.keys(), SAVED]) {
      const text = storage?.getItem(prefix + name) ?? null;
      take(name, text);
      found ||= text !== null;
    }
    return found;
  };

  // What is wrong, open and not saved.

  const shown = new Set(); // the fields of which somebody has seen what is wrong
  const checks = new Map([
    ["municipality", rules.name],
    ["date", rules.date],
    ["code", (text) => text && rules.code(text)],
    ["inhabitants", (text) => text && rules.inhabitants(text)],
  ]);
  for (const [question, group] of questions) {
    if (group.dataset.type !== "number") continue;
    checks.set(question, (text) => {
      const word = wordFor(question, text);
      if (word === "nvt" && !canBe(question, word)) throw new rules.Wrong(sentence("not-applicable"));
      return text && !word && rules.number(text, group.dataset);
    });
  }

  // What is wrong in a field, or was probably not meant; and whether it is wrong.
  const wrongIn = (name) => {
    const text = textOf(name);
    try {
      checks.get(name)(text);
    } catch (error) {
      if (error instanceof rules.Wrong) return [error.message, true];
      throw error;
    }
    return [rules.doubt(name, text), false];
  };

  const lineOf = (name) => `fout-${name}`;
  for (const name of checks.keys()) { // there from the start, so that what comes in it is read out
    const control = fields.get(name).find(isTyped), id = lineOf(name);
    const line = make("span", "", { id, className: "wrong" });
    line.setAttribute("role", "status");
    control.after(line);
    control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  }

  const tell = (name, told, isWrong) => {
    const control = fields.get(name).find(isTyped), line = at(lineOf(name));
    if (line.textContent !== told) line.textContent = told;
    if (told && isWrong) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  };

  const linked = (id, label, told = "") => { // with the language that its texts are marked with
    const item = make("li", ""), link = make("a", "", { href: `#${id}` });
    link.append(...label.cloneNode(true).childNodes);
    item.append(link, told && `: ${told}`);
    return item;
  };
  const remarksOf = (group) => group.lastElementChild; // where a note and evidence go
  const titleOf = (question) => questions.get(question).querySelector("h3");
  const labelOf = (name) => (questions.has(name) ? titleOf(name) : document.querySelector(`label[for="veld-${name}"]`));
  const targetOf = (name) => (questions.has(name) ? `vraag-${name}` : `veld-${name}`);

  let beginning = new Map(); // the values of every field of the form as it was given out
  let untouched = ""; // the text of the file that it would make of itself then
  let saved = "";
  const isUnsaved = () => asText() !== saved;

  const refresh = () => {
    const faults = [];
    for (const name of checks.keys()) {
      const [told, isWrong] = wrongIn(name);
      if (told) faults.push(linked(targetOf(name), labelOf(name), told));
      tell(name, shown.has(name) ? told : "", isWrong);
    }
    const open = [];
    const counts = new Map();
    for (const [question, group] of questions) {
      const [answered, note, evidence] = ["", ".note", ".evidence"].map((part) => valuesOf(question + part).length > 0);
      if (!answered) open.push(linked(`vraag-${question}`, titleOf(question)));
      const isOwn = [".note", ".evidence"].some((part) => String(valuesOf(question + part)) !== String(beginning.get(question + part)));
      if (!answered && isOwn && (note || evidence)) {
        const what = note ? "een toelichting" : "bewijs";
        faults.push(linked(`vraag-${question}`, titleOf(question), sentence("remark-without-answer", { what })));
      }
      const expects = !evidence && fields.get(question).some((control) => control.checked && "evidence" in control.dataset);
      const remarks = remarksOf(group);
      const expected = remarks.querySelector("p");
      if (expects && expected.hidden) remarks.open = true;
      expected.hidden = !expects;
      const part = group.closest(".part").id;
      const [done, total] = counts.get(part) ?? [0, 0];
      counts.set(part, [done + answered, total + 1]);
    }
    for (const [part, [done, total]] of counts) document.querySelector(`[data-count="${part}"]`).textContent = `${done} van ${total}`;
    for (const [id, items] of [["fouten", faults], ["open-vragen", open]]) {
      at(id).hidden = items.length === 0;
      at(id).querySelector("ul").replaceChildren(...items);
    }
    at("compleet").hidden = open.length > 0;
    at("stand").textContent = `${questions.size - open.length} van de ${questions.size} vragen beantwoord.`;
    at("bestandsnaam").textContent = fileName();
    at("onthoudt").hidden = !isKept;
    at("onthoudt-niet").hidden = isKept;
    for (const area of all("textarea", form)) {
      const lines = area.value.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 60), 0);
      area.rows = Math.min(Math.max(lines, 2), 200);
    }
    for (const group of questions.values()) group.classList.toggle("long", all("textarea", group).some((area) => area.rows > 12));
    return faults.length;
  };

  let isDue = false;
  const refreshSoon = () => { // once, after all that another tab passes on
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      refresh();
    });
  };

  const showAll = () => {
    for (const name of checks.keys()) if (valuesOf(name).length) shown.add(name);
    for (const [question, group] of questions) {
      if ([".note", ".evidence"].some((part) => valuesOf(question + part).length)) remarksOf(group).open = true;
    }
    refresh();
  };

  // What somebody does.

  const MOST_TOLD = 50; // as many as `check` tells of a file

  const say = (title, told = [], items = []) => {
    const box = at("melding");
    const list = make("ul", "");
    for (const item of items.slice(0, MOST_TOLD)) list.append(make("li", item));
    if (items.length > MOST_TOLD) list.append(make("li", `en nog ${items.length - MOST_TOLD} andere`));
    const close = make("button", "Sluiten", { type: "button" });
    close.addEventListener("click", () => {
      box.hidden = true;
      parts.find((part) => !part.hidden).querySelector("h2").focus();
    });
    const away = make("p", "");
    away.append(close);
    box.replaceChildren(make("strong", title), ...told.map((text) => make("p", text)), ...(items.length ? [list] : []), away);
    box.hidden = false;
    box.focus();
  };

  const tellSaved = (text) => {
    for (const line of all(".saved")) if (line.textContent !== text) line.textContent = text;
  };

  const save = () => {
    const text = asText();
    const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = make("a", "", { href, download: fileName() });
    link.click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
    saved = text;
    keep(SAVED);
    for (const name of checks.keys()) shown.add(name);
    const wrong = refresh();
    const more = wrong ? ` Er ${wrong === 1 ? "is" : "zijn"} nog ${wrong} ${wrong === 1 ? "punt" : "punten"} na te kijken.` : "";
    tellSaved(`Bewaard als ${link.download}, bij uw downloads.${more}`);
  };

  const MOST_BYTES = 2_000_000; // what is read of an answers file anywhere

  const textIn = async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const wide = { "255,254": "utf-16le", "254,255": "utf-16be" }[String(bytes.slice(0, 2))];
    return new TextDecoder(wide ?? "utf-8", { fatal: true }).decode(bytes);
  };

  const treeIn = async (file) => {
    if (file.size > MOST_BYTES) return null;
    try {
      const tree = treeOf(await textIn(file));
      JSON.stringify(tree); // raises where more stands in each other than anything here can take
      return isGroup(tree) && isGroup(tree.answers) ? tree : null;
    } catch {
      return null;
    }
  };

  const open = async (file) => {
    const tree = await treeIn(file);
    if (tree === null) {
      say(`${file.name} is niet geopend.`, ["Dit is geen antwoordenbestand in JSON, zoals dit formulier en gemeente-online die maken. Er is niets veranderd."]);
      return;
    }
    if (!Object.keys(tree.answers).some((asked) => questions.has(nowOf(asked))) && Object.keys(tree.answers).length) {
      say(`${file.name} is niet geopend.`, ["Geen van de vragen in dit bestand staat in dit formulier. Er is niets veranderd."]);
      return;
    }
    if (isUnsaved() && !window.confirm(`Wat u hier invulde, is nog niet als bestand bewaard. Wilt u het vervangen door wat er in ${file.name} staat?`)) return;
    const before = [...fields.keys()].map((name) => [name, valuesOf(name)]);
    let lost;
    try {
      lost = fill(tree);
    } catch (error) { // whatever is in it, nothing of what was filled in is lost
      for (const [name, values] of before) put(name, values);
      say(`${file.name} is niet geopend.`, [`De browser kan dit bestand niet verwerken (${error.message}). Er is niets veranderd.`]);
      return;
    }
    saved = asText();
    keepAll();
    showAll();
    tellSaved("");
    const told = [];
    const other = written(tree.model), version = written(tree.model_version);
    if (/^[a-z0-9-]+$/.test(other) && ![known.id, known.model].includes(other)) {
      told.push(`Dit bestand hoort bij groeimodel "${other}", en dit formulier bij "${known.id}". Loop de antwoorden na.`);
    } else if (version && version.split(".")[0] !== known.version.split(".")[0]) {
      told.push(`Let op: ${sentence("other-major-version", { value: version, version: known.version })}. Loop de antwoorden na.`);
    }
    const renamed = [...earlier].filter(([asked, now]) => now && Object.hasOwn(tree.answers, asked));
    if (renamed.length) {
      const names = renamed.map(([asked, now]) => `"${asked}" is nu "${now}"`).join(", ");
      told.push(`Let op: ${sentence("renamed-question/in-files", { names, where: "" })}.`);
    }
    if (lost.length) told.push("Dit is niet overgenomen:");
    say(`${file.name} is geopend.`, told, lost);
  };

  const restart = () => {
    const doubt = isUnsaved() ? "Wat u hier invulde, is nog niet als bestand bewaard." : `Kijk eerst of ${fileName()} bij uw downloads staat.`;
    if (asText() !== untouched && !window.confirm(`${doubt} Wilt u wissen wat hier staat?`)) return;
    for (const key of Object.keys(storage ?? {})) if (key.startsWith(prefix)) storage.removeItem(key);
    findStorage();
    shown.clear();
    for (const [name, values] of beginning) put(name, values);
    saved = untouched;
    refresh();
    tellSaved("");
    say("Het formulier is weer zoals u het kreeg.");
  };

  // One part at a time, by the address: a link to a question opens its part.
  const route = (isFirst) => {
    let target = null;
    try {
      target = at(decodeURIComponent(location.hash.slice(1)));
    } catch { /* the address is nonsense */ }
    if (!target?.closest(".part")) {
      if (!isFirst && location.hash) return;
      [target] = parts;
    }
    const part = target.closest(".part");
    for (const one of parts) one.hidden = one !== part;
    for (const link of all("nav a")) {
      if (link.hash === `#${part.id}`) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    if (isFirst && target === parts[0]) return;
    const first = target === part ? part.querySelector("h2") : (target.querySelector("input, textarea") ?? target);
    first.focus({ preventScroll: true });
    target.scrollIntoView({ behavior: "instant" });
  };

  // Two answers that do not go together: the last one holds.
  const settle = (control) => {
    if (isTyped(control) ? !control.value : !control.checked) return;
    for (const other of fields.get(control.name)) {
      if (other === control || (!isLone(control.value) && !isLone(other.value))) continue;
      if (isTyped(other)) other.value = "";
      else other.checked = false;
    }
  };

  form.addEventListener("input", ({ target }) => {
    settle(target);
    keep(target.name);
    tellSaved(isKept ? "" : "Deze browser onthoudt dit niet. Bewaar het als bestand.");
    refresh();
  });
  form.addEventListener("change", ({ target }) => {
    if (!checks.has(target.name) || shown.has(target.name)) return; // all else is done as it is typed
    shown.add(target.name);
    refresh();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of all("[data-do]")) button.addEventListener("click", { save, restart }[button.dataset.do]);
  at("open").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    try {
      if (file) await open(file);
    } finally {
      target.value = "";
    }
  });
  window.addEventListener("hashchange", () => route(false));
  window.addEventListener("storage", ({ key, newValue }) => {
    if (!key?.startsWith(prefix)) return;
    const name = key.slice(prefix.length);
    take(name, newValue);
    tellSaved("");
    if (name === SAVED && newValue === null) say("Het formulier is in een ander tabblad opnieuw begonnen.");
    refreshSoon();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || !isKept) return; // it was set aside, and other tabs may have gone on
    takeKept();
    refresh();
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address stays that of the part
    at("inhoud").focus();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isUnsaved()) return;
    event.preventDefault();
    event.returnValue = true; // what browsers of before 2024 look at
  });
  const closed = [];
  window.addEventListener("beforeprint", () => {
    closed.push(...all("details:not([open])"));
    for (const one of closed) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of closed.splice(0)) one.open = false;
  });

  fill(known.begin);
  beginning = new Map([...fields.keys()].map((name) => [name, valuesOf(name)]));
  untouched = saved = asText();
  for (const details of all("details")) details.open = false;
  for (const summary of [...questions.values()].map((group) => remarksOf(group).querySelector("summary"))) {
    summary.after(make("p", "Bij dit antwoord hoort bewijs: een link, of de naam van een stuk.", { className: "expected", hidden: true }));
  }
  const isTakenUp = takeKept();
  showAll();
  route(true);
  for (const one of all(".scripted:not(.part), #vooraf")) one.hidden = false;
  at("zonder-script").remove();
  if (isTakenUp) tellSaved("U gaat verder met wat deze browser onthield.");
})();
