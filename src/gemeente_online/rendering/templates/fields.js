
// The fields of the form, and the answers file that stands for what is in them.
// Fields are found by name in a map, never as a property of the form: a question may be called
// anything.
const fieldsOf = (known, rules, form) => {
  const { strip, sentence, folded } = rules;
  const all = (selector) => [...form.querySelectorAll(selector)];

  const fields = new Map(); // the controls of every name
  for (const control of all("[name]")) {
    fields.set(control.name, [...(fields.get(control.name) ?? []), control]);
  }
  for (const control of all("textarea, input:not([type])")) control.maxLength = known.most_signs;
  const questions = new Map(all("fieldset").map((group) => [group.id.slice("vraag-".length), group]));
  const aims = all("select").map(({ name }) => name);
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

  const choicesOf = (name) => fields.get(name).filter((control) => !isTyped(control));
  const put = (name, values) => {
    const words = choicesOf(name).map(({ value }) => value);
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
    const [shared, ...own] = aims.map(textOf);
    if (!own.some(Boolean)) return shared && Number(shared);
    const perAxis = aims.slice(1).map((name, place) => [name.split(".")[1], own[place] || shared]);
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
        group: textOf("group"),
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
    const ids = choices.map(({ word }) => word);
    const lettered = (forms) => options.flatMap(({ word, letter }) => forms.map((form) => [form.replace("*", letter), ids.includes(letter) ? letter : word]));
    const layers = [ // the surest first; a text that stands for two words in one layer says neither
      [...ids, "nvt"].map((word) => [word, word]),
      lettered(["*", "*)", "(*)"]),
      options.flatMap(({ word, sign, letter, text }) => [letter, sign].flatMap((before) => [[`${before}. ${text}`, word], [`${before}) ${text}`, word]])),
      choices.filter(({ word }) => !isLone(word)).map(({ word, text }) => [text, word]),
      lettered(known.before.map((before) => `${before} *`)),
      Object.entries(known.words).flatMap(([word, texts]) => texts.map((text) => [text, word])),
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

  const canBe = (question, word) => choicesOf(question).some(({ value }) => value === word);

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

  const earlier = new Map(known.earlier); // what questions of earlier versions are now; "" for none
  const nowOf = (asked) => earlier.get(asked) ?? asked;
  const isFilled = (question) => ["", ".note", ".evidence"].some((part) => valuesOf(question + part).length);
  const isEmpty = (given) => strip(String(given ?? "")) === "";

  // Fills in everything; returns what the form has no place for.
  const fill = (tree) => {
    const lost = [];
    for (const name of fields.keys()) put(name, []);
    const place = (name, value, where = `${name}: `) => {
      if (isPlain(value)) put(name, [written(value)]);
      else lost.push(where + sentence("string-type/beside-an-answer"));
    };
    const others = (group, keys, where) => {
      for (const key of Object.keys(group)) if (!keys.includes(key)) lost.push(where + sentence("unknown-key", { name: key }));
    };

    others(tree, ["model", "model_version", "municipality", "date", "respondent", "ambition", "answers"], "");
    const about = isGroup(tree.municipality) ? tree.municipality : { name: tree.municipality };
    others(about, ["name", "code", "inhabitants", "province", "group"], "municipality: ");
    place("municipality", about.name);
    for (const key of ["code", "inhabitants", "province", "group"]) place(key, about[key]);
    place("date", tree.date);
    place("respondent", tree.respondent);
    const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(textOf("date"));
    if (day) put("date", [`${Number(day[3])}-${Number(day[2])}-${day[1]}`]);

    const noAim = (told) => lost.push(`ambition: ${told}`);
    const aim = (name, typed) => {
      const phase = written(typed);
      const textsOf = ({ text, value }) => [value, `fase ${value}`, text, text.slice(value.length + 2)].map(folded);
      const found = [...fields.get(name)[0].options].find((one) => textsOf(one).includes(folded(phase)));
      if (found) put(name, [found.value]);
      else noAim(sentence("unknown-phase", { value: phase }));
    };
    if (isGroup(tree.ambition)) {
      for (const [axis, phase] of Object.entries(tree.ambition)) {
        const name = axis === known.only_axis ? "ambition" : `ambition.${axis}`;
        if (aims.includes(name)) aim(name, phase);
        else noAim(sentence("unknown-axis", { value: axis }));
      }
    } else aim("ambition", tree.ambition);

    for (const [asked, given] of Object.entries(isGroup(tree.answers) ? tree.answers : {})) {
      const question = nowOf(asked), beside = isGroup(given) ? given : { answer: given };
      if (!questions.has(question) && !earlier.has(asked)) {
        lost.push(sentence("unknown-question", { value: asked }));
        continue;
      }
      const isOther = question !== asked || isFilled(question); // it goes by two names
      if (isOther && Object.values(beside).every(isEmpty)) continue;
      if (!question) {
        lost.push(`${asked}: ${sentence("dropped-question")}`);
        continue;
      }
      if (isFilled(question)) {
        lost.push(sentence("answered-twice", { old: asked, other: question }));
        continue;
      }
      const where = `vraag ${questions.get(question).querySelector("h3").textContent.split(".")[0]}, ${question}: `;
      others(beside, ["answer", "note", "evidence"], where);
      for (const part of ["note", "evidence"]) place(`${question}.${part}`, beside[part], `${where}${part}: `);
      for (const told of answer(question, beside.answer)) lost.push(where + told);
    }
    return lost;
  };

  return {
    fields, questions, isTyped, valuesOf, textOf, put, asText, fileName, isGroup, written, treeOf,
    isLone, canBe, wordFor, fill, earlier, nowOf,
  };
};
