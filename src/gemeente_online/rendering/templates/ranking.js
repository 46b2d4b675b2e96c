
// Sorting and searching the ranking. Without this the page is complete, in order of place.
(() => {
  const table = document.querySelector("table.ranking");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const collator = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });
  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");

  const value = (row, key, at) => {
    if (Number.isNaN(Number(key))) return row.cells[at].textContent.trim();
    return row.dataset.sort.split("|")[Number(key)];
  };
  const compare = (key, at, way) => (one, other) => {
    const a = value(one, key, at), b = value(other, key, at);
    if (a === "" || b === "") return (a === "") - (b === "");
    return way * (Number.isNaN(Number(key)) ? collator.compare(a, b) : a - b);
  };

  for (const head of table.tHead.rows[0].cells) {
    const key = head.dataset.sort;
    if (key === undefined) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    const printed = document.createElement("span"); // a browser repeats no button on a next page
    printed.className = "printed";
    printed.setAttribute("aria-hidden", "true");
    printed.textContent = button.textContent;
    head.append(button, printed);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      body.append(...[...rows].sort(compare(key, head.cellIndex, descending ? -1 : 1)));
      status.textContent = `Gesorteerd op ${button.textContent}, ${descending ? "aflopend" : "oplopend"}.`;
    });
  }

  const search = document.createElement("p");
  search.className = "search";
  const label = document.createElement("label");
  label.textContent = table.dataset.search;
  const field = document.createElement("input");
  field.type = "search";
  field.id = label.htmlFor = "zoek";
  field.autocomplete = "off";
  const count = document.createElement("span");
  count.className = "muted";
  search.append(label, field, count);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const names = rows.map((row) => plain([...row.cells].slice(1).map((cell) => cell.textContent).join(" ")));
  field.addEventListener("input", () => {
    const wanted = plain(field.value.trim());
    let found = 0;
    rows.forEach((row, at) => {
      row.hidden = !names[at].includes(wanted);
      found += !row.hidden;
    });
    count.textContent = wanted ? `${found} van ${rows.length}` : "";
    status.textContent = wanted ? `${found} van ${rows.length} ${table.dataset.many} gevonden.` : "";
  });
  table.parentElement.before(search, status);
})();
