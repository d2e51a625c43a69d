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
