
// The form: keeps what is typed, saves and opens answers files, and says what is open and wrong.
// Fields are found by name in a map, never as a property of the form: a question may be called
// anything. Without this the page is a list of questions to read and to print.
(() => {
  const known = JSON.parse(document.getElementById("gegevens").textContent);
  const rules = rulesOf(known);
  const { strip, sentence, folded } = rules;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const at = (id) => document.getElementById(id);
  const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });

  const form = at("formulier");
  const fields = new Map(); // the controls of every name
  for (const control of all("[name]", form)) {
    fields.set(control.name, [...(fields.get(control.name) ?? []), control]);
  }
  for (const control of all("textarea", form)) control.maxLength = known.most_signs;
  const questions = new Map(all("fieldset", form).map((group) => [group.id.slice("vraag-".length), group]));
  const parts = all(".part");
  const aims = all("select", form).map((select) => select.name);
  const isTyped = (control) => !["radio", "checkbox"].includes(control.type);

  // What was put in a control that shows it otherwise: without returns, or on one line.
  const meant = new Map();
  const valueOf = (control) => {
    const { shown, value } = meant.get(control) ?? {};
    return shown && control.value === shown ? value : control.value;
  };

  const valuesOf = (name) => fields.get(name)
    .filter((control) => (isTyped(control) ? strip(control.value) : control.checked))
    .map(valueOf);
  const textOf = (name) => strip(valuesOf(name)[0] ?? "");

  const put = (name, values) => {
    const words = fields.get(name).filter((control) => !isTyped(control)).map((control) => control.value);
    for (const control of fields.get(name)) {
      if (isTyped(control)) {
        const value = values.find((one) => !words.includes(one)) ?? "";
        control.value = value;
        meant.set(control, { shown: control.value, value });
      } else control.checked = values.includes(control.value);
    }
  };

  // What is filled in, as an answers file.

  const orTyped = (rule, text) => {
    try {
      return rule(text);
    } catch (error) {
      if (error instanceof rules.Wrong) return text;
      throw error;
    }
  };

  const ambition = () => {
    const [shared, ...own] = aims.map((name) => textOf(name));
    if (own.every((phase) => phase === "")) return shared && Number(shared);
    const perAxis = aims.slice(1).map((name, place) => [name.slice("ambition.".length), own[place] || shared]);
    return Object.fromEntries(perAxis.filter(([, phase]) => phase).map(([axis, phase]) => [axis, Number(phase)]));
  };

  const answerTo = (question) => {
    const values = valuesOf(question).map(strip);
    const isList = questions.get(question).dataset.type === "multi" && values.length > 1;
    const answer = isList ? values : values[0];
    const [note, evidence] = ["note", "evidence"].map((part) => valuesOf(`${question}.${part}`)[0]);
    return note === undefined && evidence === undefined ? answer : { answer, note, evidence };
  };

  const filled = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== ""));

  const HALF = /\p{Cs}/gu; // of a character that is written as two, which no file may hold
  const sound = (_, value) => (typeof value === "string" ? value.replace(HALF, "\ufffd") : value);

  const asText = () => `${JSON.stringify(filled({
    model: known.model,
    model_version: known.version,
    municipality: {
      name: textOf("municipality"),
      ...filled({
        code: textOf("code"),
        inhabitants: orTyped(rules.inhabitants, textOf("inhabitants")),
        province: textOf("province"),
      }),
    },
    date: orTyped(rules.date, textOf("date")) || undefined,
    respondent: textOf("respondent"),
    ambition: ambition(),
    answers: filled(Object.fromEntries([...questions.keys()].map((question) => [question, answerTo(question)]))),
  }), sound, 2)}\n`;

  const fileName = () => {
    const plain = (text) => text.normalize("NFKD").replace(/[^\0-\x7f]/g, "").toLowerCase()
      .replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "");
    const stem = [plain(textOf("municipality")) || "vragenlijst", plain(textOf("respondent"))].filter(Boolean).join("-");
    const isKeptByWindows = /^(con|prn|aux|nul|(com|lpt)\d)$/.test(stem);
    return `${isKeptByWindows ? "vragenlijst-" : ""}${stem}.json`;
  };

  // An answers file, put in the fields.

  const isGroup = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const written = (value) => (value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));
  const isPlain = (value) => typeof value !== "object" || value === null;

  // A file's text as a tree, with numbers as they were written where the browser tells that. What
  // `check` cannot read throws: a key that stands there twice, half a character, no end of text.
  const treeOf = (text) => {
    let keys = 0;
    const tree = JSON.parse(text, function (_, value, { source } = {}) {
      if (!Array.isArray(this)) keys += 1;
      if (typeof value === "number") return source ?? String(value);
      if (typeof value === "string" && (value.search(HALF) >= 0 || [...value].length > known.most_signs)) throw new SyntaxError();
      return value;
    });
    const colons = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, "").split(":");
    if (colons.length !== keys) throw new SyntaxError();
    return tree;
  };

  const choicesOf = (question) => fields.get(question).filter((control) => !isTyped(control));
  const isLone = (word) => known.lone.includes(word); // it never goes with another answer

  // The words that may be chosen at a question, by the texts that stand for them.
  const meaningsOf = (question) => {
    const choices = choicesOf(question).map((control) => ({
      word: control.value,
      sign: control.parentElement.querySelector("b")?.textContent.slice(0, -1),
      text: known.texts.find(([of, word]) => of === question && word === control.value)?.[2] ?? control.parentElement.lastChild.textContent,
    }));
    const options = choices.filter(({ sign }) => sign).map((choice, place) => (
      { ...choice, letter: place < 26 ? String.fromCharCode(97 + place) : String(place + 1) }
    ));
    const layers = [ // the surest first; a text that stands for two words in one layer says neither
      [...choices.map(({ word }) => [word, word]), ["nvt", "nvt"]],
      options.flatMap(({ word, letter }) => [letter, `${letter})`, `(${letter})`].map((text) => [text, word])),
      options.flatMap(({ word, sign, letter, text }) => [letter, sign].flatMap((before) => [[`${before}. ${text}`, word], [`${before}) ${text}`, word]])),
      choices.filter(({ word }) => !isLone(word)).map(({ word, text }) => [text, word]),
      known.words,
    ];
    const found = new Map();
    for (const layer of layers) {
      const ours = new Map();
      for (const [text, word] of layer) {
        const plain = folded(text);
        ours.set(plain, (ours.get(plain) ?? word) === word ? word : "");
      }
      for (const [plain, word] of ours) if (!found.has(plain)) found.set(plain, word);
    }
    return found;
  };

  const canBe = (question, word) => choicesOf(question).some((control) => control.value === word);

  // The word that a text stands for: one that may be chosen, or "nvt" also where it may not.
  const meanings = new Map();
  const wordFor = (question, text) => {
    if (!meanings.has(question)) meanings.set(question, meaningsOf(question));
    const word = meanings.get(question).get(folded(text));
    return word === "nvt" || canBe(question, word) ? word : undefined;
  };

  // Fills in one answer; returns what of it is none.
  const answer = (question, given) => {
    const { type } = questions.get(question).dataset;
    const items = Array.isArray(given) && type === "multi" ? given : [given];
    const words = [], lost = [];
    for (const one of items) {
      const text = written(one);
      const word = isPlain(one) ? wordFor(question, text) : undefined;
      if (strip(text) === "") {
        if (items.length > 1) lost.push(sentence("unknown-option/empty"));
      } else if (words.includes(word)) lost.push(sentence("repeated-option", { value: text }));
      else if (canBe(question, word)) words.push(word);
      else if (word === "nvt") lost.push(sentence("not-applicable"));
      else if (type === "number" && isPlain(one)) words.push(text);
      else lost.push(sentence("unknown-option", { value: text }));
    }
    const lone = words.length > 1 ? words.filter(isLone) : [];
    lost.push(...lone.map((word) => sentence("word-stands-alone", { value: word })));
    put(question, words.filter((word) => !lone.includes(word)));
    return lost;
  };

  // Fills in everything; returns what the form has no place for.
  const fill = (tree) => {
    const lost = [];
    for (const name of fields.keys()) put(name, []);
    const place = (name, value) => {
      if (isPlain(value)) put(name, [written(value)]);
      else lost.push(`${name}: ${sentence("unknown-option", { value: written(value) })}`);
    };
    const others = (group, keys, where) => {
      for (const key of Object.keys(group)) if (!keys.includes(key)) lost.push(where + sentence("unknown-key", { name: key }));
    };

    others(tree, ["model", "model_version", "municipality", "date", "respondent", "ambition", "answers"], "");
    const about = isGroup(tree.municipality) ? tree.municipality : { name: tree.municipality };
    others(about, ["name", "code", "inhabitants", "province"], "municipality: ");
    place("municipality", about.name);
    for (const key of ["code", "inhabitants", "province"]) place(key, about[key]);
    place("date", tree.date);
    place("respondent", tree.respondent);
    const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(textOf("date"));
    if (day) put("date", [`${Number(day[3])}-${Number(day[2])}-${day[1]}`]);

    const aim = (name, phase) => {
      if ([...fields.get(name)[0].options].some((option) => option.value === written(phase))) put(name, [written(phase)]);
      else lost.push(`ambition: ${sentence("unknown-phase", { value: written(phase) })}`);
    };
    if (isGroup(tree.ambition)) {
      for (const [axis, phase] of Object.entries(tree.ambition)) {
        const name = axis === known.only_axis ? "ambition" : `ambition.${axis}`;
        if (aims.includes(name)) aim(name, phase);
        else lost.push(`ambition: ${sentence("unknown-axis", { value: axis })}`);
      }
    } else aim("ambition", tree.ambition);

    for (const [question, given] of Object.entries(isGroup(tree.answers) ? tree.answers : {})) {
      if (!questions.has(question)) {
        lost.push(sentence("unknown-question", { value: question }));
        continue;
      }
      const beside = isGroup(given) ? given : { answer: given };
      others(beside, ["answer", "note", "evidence"], `${question}: `);
      place(`${question}.note`, beside.note);
      place(`${question}.evidence`, beside.evidence);
      lost.push(...answer(question, beside.answer).map((told) => `${question}: ${told}`));
    }
    return lost;
  };

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

  const keep = (name, value) => {
    try {
      storage.setItem(prefix + name, JSON.stringify(value));
    } catch {
      isKept = false;
    }
  };
  const keepAll = () => {
    isKept = storage !== null;
    for (const name of fields.keys()) keep(name, valuesOf(name));
    keep(SAVED, saved);
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

  const wrongIn = (name) => {
    const text = textOf(name);
    try {
      checks.get(name)(text);
    } catch (error) {
      if (error instanceof rules.Wrong) return error.message;
      throw error;
    }
    return rules.doubt(name, text);
  };

  const tell = (control, told) => {
    const id = `fout-${control.name}`;
    if (!at(id)) {
      control.after(make("span", "", { id, className: "wrong" }));
      control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
    }
    if (at(id).textContent !== told) at(id).textContent = told;
    if (told) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  };

  const linked = (id, label, told = "") => {
    const item = make("li", "");
    item.append(make("a", label, { href: `#${id}` }), told && `: ${told}`);
    return item;
  };
  const questionText = (question) => questions.get(question).querySelector("h3").textContent;
  const labelOf = (name) => (questions.has(name) ? questionText(name) : document.querySelector(`label[for="veld-${name}"]`).textContent);
  const targetOf = (name) => (questions.has(name) ? `vraag-${name}` : `veld-${name}`);

  let beginning = new Map(); // the values of every field of the form as it was given out
  let untouched = ""; // the text of the file that it would make of itself then
  let saved = "";
  const isUnsaved = () => asText() !== saved;

  const refresh = () => {
    const faults = [];
    for (const name of checks.keys()) {
      const told = wrongIn(name);
      if (told) faults.push(linked(targetOf(name), labelOf(name), told));
      tell(fields.get(name).find(isTyped), shown.has(name) ? told : "");
    }
    const open = [];
    const counts = new Map();
    for (const [question, group] of questions) {
      const [answered, note, evidence] = ["", ".note", ".evidence"].map((part) => valuesOf(question + part).length > 0);
      if (!answered) open.push(linked(`vraag-${question}`, questionText(question)));
      if (!answered && (note || evidence)) {
        const what = note ? "een toelichting" : "bewijs";
        faults.push(linked(`vraag-${question}`, questionText(question), sentence("remark-without-answer", { what })));
      }
      const expects = !evidence && fields.get(question).some((control) => control.checked && "evidence" in control.dataset);
      const remarks = group.querySelector(".remarks");
      remarks.querySelector("p").hidden = !expects;
      if (expects || note || evidence) remarks.open = true;
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
      area.rows = Math.min(Math.max(lines, Number(area.dataset.rows ??= area.rows)), 200);
    }
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
    refresh();
  };

  // What somebody does.

  const say = (title, told = [], items = []) => {
    const box = at("melding");
    const list = make("ul", "");
    list.append(...items.map((item) => make("li", item)));
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
    keep(SAVED, saved);
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
    try {
      if (file.size > MOST_BYTES) return null;
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
    if (!Object.keys(tree.answers).some((question) => questions.has(question)) && Object.keys(tree.answers).length) {
      say(`${file.name} is niet geopend.`, ["Geen van de vragen in dit bestand staat in dit formulier. Er is niets veranderd."]);
      return;
    }
    if (isUnsaved() && !window.confirm(`Wat u hier invulde, is nog niet als bestand bewaard. Wilt u het vervangen door wat er in ${file.name} staat?`)) return;
    const lost = fill(tree);
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
    if (lost.length) told.push("Dit is niet overgenomen:");
    say(`${file.name} is geopend.`, told, lost);
  };

  const restart = () => {
    if (isUnsaved() && !window.confirm("Wat u hier invulde, is nog niet als bestand bewaard. Wilt u het wissen?")) return;
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
    target.scrollIntoView();
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
    keep(target.name, valuesOf(target.name));
    tellSaved(isKept ? "" : "Deze browser onthoudt dit niet. Bewaar het als bestand.");
    refresh();
  });
  form.addEventListener("change", ({ target }) => {
    shown.add(target.name);
    refresh();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of all("[data-do]")) button.addEventListener("click", { save, restart }[button.dataset.do]);
  at("open").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (file) await open(file);
    target.value = "";
  });
  window.addEventListener("hashchange", () => route(false));
  window.addEventListener("storage", ({ key, newValue }) => {
    if (!key?.startsWith(prefix)) return;
    take(key.slice(prefix.length), newValue);
    tellSaved("");
    refreshSoon();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || !isKept) return; // it was set aside, and other tabs may have gone on
    takeKept();
    refresh();
  });
  all(".skip")[0].addEventListener("click", (event) => {
    event.preventDefault(); // the address stays that of the part
    at("inhoud").focus();
  });
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved()) event.preventDefault();
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
  for (const summary of all(".remarks summary")) {
    summary.after(make("p", "Bij dit antwoord hoort bewijs: een link, of de naam van een stuk.", { className: "expected", hidden: true }));
  }
  for (const one of all(".scripted, #vooraf")) one.hidden = false;
  at("zonder-script").remove();
  const isTakenUp = takeKept();
  showAll();
  route(true);
  if (isTakenUp) tellSaved("U gaat verder met wat deze browser onthield.");
})();
