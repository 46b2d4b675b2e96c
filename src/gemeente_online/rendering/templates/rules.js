
// What may be typed in a field, by the rules of `check` and in its sentences.
// Every rule takes a text without space around it, and gives what it stands for or throws a Wrong.
const rulesOf = (known) => {
  class Wrong extends Error {}

  const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
  const strip = (text) => text.replace(new RegExp(`^${SPACE}+|${SPACE}+$`, "g"), "");

  const shortened = (text, most = 60) => {
    const signs = [...text];
    return signs.length <= most ? text : `${signs.slice(0, most - 1).join("").replace(new RegExp(`${SPACE}+$`), "")}…`;
  };

  // As capitals and small letters are compared; the dotless i is a letter of its own.
  const caseless = (text) => text.replace(/[^ı]+/g, (one) => one.toLowerCase().toUpperCase().toLowerCase()).replace(/ς/g, "σ");

  const sentence = (key, values = {}) => known.messages[key].replace(
    /\{([\w.]+)(!q)?\}/g, (_, name, quoted) => quoted ? `"${shortened(String(values[name]))}"` : values[name],
  );
  const wrong = (key, values) => new Wrong(sentence(key, values));

  // Numbers, exactly: as texts, and compared as whole numbers of the smallest part.

  const PLAIN = /^(-?)(\d+)(?:([.,])(\d+))?$/;
  const THOUSANDS = /^-?\d{1,3}([.,])\d{3}(\1\d{3})*(?!\1)[.,]\d+$/;
  const GROUPED = /^-?\d{1,3}([.,'’ \u00a0\u202f])\d{3}(\1\d{3})*$/;
  const INSIDE = /(?<![\d.,−–-])-?\d{1,15}(?:[.,]\d{1,15})?(?![.,−–-]?\d)/g;
  const AROUND = /^[0-9 .,+<>=~\-–'’]*$/;

  const notANumber = (text) => {
    if (THOUSANDS.test(text)) {
      const last = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
      return wrong("not-a-number/thousands", { value: text, number: text.slice(0, last).replace(/[.,]/g, "") + text.slice(last) });
    }
    if (GROUPED.test(text)) return wrong("not-a-number/grouped", { value: text, number: text.replace(/[^\d-]/g, "") });
    const inside = [...text].slice(0, 100).join("").match(INSIDE) ?? [];
    if (inside.length === 1) return wrong("not-a-number/words-around-it", { value: text, number: inside[0] });
    return wrong("not-a-number", { value: text });
  };

  const parts = (text) => {
    const match = PLAIN.exec(text);
    if (!match) throw notANumber(text);
    const [, sign, whole, mark = "", decimals = ""] = match;
    if (whole.length + decimals.length > known.most_digits) {
      throw wrong("number-too-long", { value: shortened(text, 30), most: known.most_digits });
    }
    return { sign, whole, mark, decimals };
  };

  const inParts = (text) => {
    const [whole, decimals = ""] = text.replace(",", ".").split(".");
    return BigInt(whole + decimals.padEnd(2 * known.most_digits, "0"));
  };

  // A number in an answer; bounds are texts with a point, or undefined.
  const number = (text, { unit = "", bounds = "", minimum, maximum } = {}) => {
    if (!PLAIN.test(text)) {
      if (!/\p{Nd}/u.test(text)) throw wrong("not-a-number/answer", { value: text });
      if (!caseless(text).includes(caseless(unit)) && !AROUND.test(text)) {
        throw wrong("not-a-number/unit", { value: text, unit });
      }
    }
    const { sign, whole, mark, decimals } = parts(text);
    if (mark && decimals.length === 3 && whole.length <= 3 && !whole.startsWith("0")) {
      const decimal = `${sign}${whole},${decimals}`.replace(/0+$/, "").replace(/,$/, "");
      throw wrong("ambiguous-number", { value: text, whole: sign + whole + decimals, mark, decimal });
    }
    const value = inParts(text);
    if ((minimum !== undefined && value < inParts(minimum)) || (maximum !== undefined && value > inParts(maximum))) {
      throw wrong("out-of-bounds", { value: text, bounds, unit });
    }
    return text;
  };

  const inhabitants = (text) => {
    const { sign, whole, mark, decimals } = parts(text);
    if (mark && decimals.length === 3) throw wrong("not-whole/thousands", { value: text, number: sign + whole + decimals });
    if (mark && /^0*$/.test(decimals)) throw wrong("not-whole/thousands", { value: text, number: sign + whole });
    if (mark) throw wrong("not-whole", { value: text });
    if (sign || /^0*$/.test(whole)) throw wrong("not-positive/inhabitants", { value: text });
    return Number(whole);
  };

  // Dates: the year first, or the day first in numbers or with a word.

  const existing = (text, day, month, year) => {
    const date = new Date(0);
    date.setUTCFullYear(Number(year), month - 1, Number(day));
    const exists = Number(year) > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day);
    if (!exists) throw wrong("not-a-date/no-such-day", { value: text });
    return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  };

  const readings = (text, first, second, year) => {
    const found = [];
    for (const [day, month] of [[first, second], [second, first]]) {
      try {
        existing(text, day, Number(month), year);
        found.push(`${Number(day)}-${Number(month)}-${Number(year)}`);
      } catch { /* it is no reading */ }
    }
    if (!found.length) throw wrong("not-a-date/no-such-day", { value: text });
    return [...new Set(found)].join(" of ");
  };

  const date = (text) => {
    if (text === "") throw wrong("not-a-date/empty");
    let match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    if (match) return existing(text, match[3], Number(match[2]), match[1]);
    match = /^(\d{1,2})([-.])(\d{1,2})\2(\d{4})$/.exec(text);
    if (match) return existing(text, match[1], Number(match[3]), match[4]);
    match = /^(\d{1,2}) +([a-z]+\.?) +(\d{4})$/i.exec(text);
    const month = match && match[2].toLowerCase();
    if (match && Object.hasOwn(known.months, month)) return existing(text, match[1], known.months[month], match[3]);
    match = /^(\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4})[ T]\d{1,2}:\d{2}[^\n]*$/.exec(text);
    if (match) throw wrong("not-a-date/with-time", { value: text, date: match[1] });
    if (/^(\d{1,2}([-./])\d{1,2}\2\d{2}|\d{1,2} +[a-z]+\.? +'?\d{2})$/i.test(text)) {
      throw wrong("not-a-date/short-year", { value: text });
    }
    match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
    if (match) throw wrong("not-a-date/slashes", { value: text, readings: readings(text, match[1], match[2], match[3]) });
    throw wrong("not-a-date", { value: text });
  };

  const code = (text) => {
    const isDutch = known.few_inhabitants > 0;
    const bare = isDutch && /^(?:GM(?=\d{4}$))?(\d{1,4})(\.0)?$/i.exec(text);
    if (bare) return `GM${bare[1].padStart(4, "0")}`;
    if (!/^[A-Z\d][\w.-]*$/i.test(text) || (isDutch && /^GM\d/i.test(text))) throw wrong("not-a-code", { value: text });
    return text;
  };

  const name = (text) => {
    if (text === "") throw wrong("string-too-short/name");
    return text;
  };

  // What can be, and was probably not meant: a sentence, or nothing. text: by the rules of a field.
  const doubt = (field, text) => {
    if (field === "municipality" && text === known.unnamed) {
      return sentence("still-unnamed", { name: text });
    }
    if (field === "date" && Number(date(text).slice(0, 4)) < known.first_year) {
      return sentence("old-date", { year: Number(date(text).slice(0, 4)) });
    }
    if (field === "inhabitants" && text !== "" && inhabitants(text) < known.few_inhabitants) {
      return sentence("few-inhabitants", { inhabitants: inhabitants(text), word: inhabitants(text) === 1 ? "inwoner" : "inwoners" });
    }
    return "";
  };

  // A text without what a spreadsheet, or a hurried hand, changes in it.
  const folded = (text) => {
    const plain = (one) => one.replace(/[‘’‚‛´`]/g, "'").replace(/[“”„‟«»]/g, '"').replace(/[‐‑‒–—―−]/g, "-");
    const spaced = strip(plain(plain(text).normalize("NFKC")).replace(new RegExp(`${SPACE}+`, "g"), " "));
    const lower = caseless(spaced).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd");
    return lower.replace(/^[ .]+|[ .]+$/g, "") || lower;
  };

  return { Wrong, strip, sentence, folded, number, inhabitants, date, code, name, doubt };
};
