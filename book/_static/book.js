// The form for places alike: hides the rows that have not the kind of housing and the problem that were chosen.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("peers");
  if (!form) return;
  const rows = [...document.querySelectorAll("#peer-table tbody tr")];
  const count = document.getElementById("peers-count");
  const show = () => {
    const kind = form.elements.kind.value, problem = form.elements.problem.value;
    for (const row of rows) {
      row.hidden = (kind && row.dataset.kind !== kind) || (problem && !row.dataset.problems.split(" ").includes(problem));
    }
    count.textContent = count.dataset.template.replace("#", rows.filter((row) => !row.hidden).length);
  };
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
});

// A headline is in the language of its article.
document.addEventListener("DOMContentLoaded", () => {
  const heading = document.querySelector("h1");
  if (heading && /[一-鿿]/.test(heading.textContent) && !/[a-z]/i.test(heading.textContent)) heading.lang = "zh-Hans";
});

// A link to a cell of the map opens the part that it leads to; paper shows all parts.
document.addEventListener("DOMContentLoaded", () => {
  const parts = [...document.querySelectorAll("details.map-cell")];
  if (!parts.length) return;
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = target && target.closest("details.map-cell");
    if (!part || part.open) return;
    part.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  addEventListener("beforeprint", () => parts.forEach((part) => (part.open = true)));
  open();
});

// The form for errors: filled from the address, turned into one line of CSV. Nothing is sent.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("correction");
  if (!form) return;
  const given = new URLSearchParams(location.search);
  for (const name of ["table", "doc", "start", "end"]) if (given.has(name)) form.elements[name].value = given.get(name);
  const quote = given.get("quote") || "";
  form.querySelector(".quoted").textContent = quote;
  if (quote) form.elements.expected.value = quote;
  const cell = (text) => (/[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const names = ["table", "doc", "start", "end", "field", "expected", "corrected", "reason", "reported_by", "date"];
    form.elements.line.value = names.map((name) => cell(form.elements[name].value.trim())).join(",");
    form.elements.line.focus();
    form.elements.line.select();
  });
});
