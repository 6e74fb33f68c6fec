// What if: cells of the gradebook take a supposed grade and the mean follows. Nothing is sent or stored.
(() => {
  "use strict";
  const table = document.querySelector("table.grades");
  const button = document.getElementById("what-if");
  const note = document.getElementById("what-if-note");
  if (!table || !button) return;
  button.hidden = false;
  const weights = [...table.querySelectorAll("thead th[data-weight]")].map((cell) => Number(cell.dataset.weight));
  const drop = Number(table.dataset.drop);
  const value = (cell) => {
    const typed = cell.querySelector("input");
    const text = (typed ? typed.value : cell.textContent).replace("*", "").trim();
    return text === "" || Number.isNaN(Number(text)) || (!typed && text === "0") ? null : Number(text);
  };
  const follow = (row) => {
    const known = [...row.cells].slice(1, -1).map((cell, at) => [value(cell), weights[at]]);
    const kept = known.filter(([points, weight]) => points !== null && weight > 0).sort((a, b) => a[0] - b[0]);
    const counted = kept.slice(Math.min(drop, Math.max(kept.length - 1, 0)));
    const total = counted.reduce((sum, [, weight]) => sum + weight, 0);
    const mean = row.cells[row.cells.length - 1];
    mean.dataset.before = mean.dataset.before ?? mean.textContent;
    mean.textContent = total ? (counted.reduce((sum, [points, weight]) => sum + points * weight, 0) / total).toFixed(1) : "";
    mean.classList.toggle("supposed", mean.textContent !== mean.dataset.before);
  };
  const open = (cell) => {
    if (cell.querySelector("input")) return;
    const box = document.createElement("input");
    box.type = "number"; box.min = "0"; box.max = "100"; box.step = "0.1";
    const name = cell.parentElement.cells[0].textContent.trim();
    box.setAttribute("aria-label", `${name}: ${table.tHead.rows[0].cells[cell.cellIndex].textContent.trim()}`);
    const before = cell.textContent.replace("*", "").trim();
    box.value = Number.isNaN(Number(before)) ? "" : before;
    cell.textContent = ""; cell.removeAttribute("tabindex"); cell.append(box);
    box.addEventListener("input", () => follow(cell.parentElement));
    box.focus();
  };
  const on = () => button.getAttribute("aria-pressed") === "true";
  const cells = () => [...table.tBodies[0].rows].flatMap((row) => [...row.cells].slice(1, -1));
  button.addEventListener("click", () => {
    if (on()) { location.reload(); return; }
    button.setAttribute("aria-pressed", "true");
    note.hidden = false;
    table.classList.add("supposing");
    for (const cell of cells()) cell.tabIndex = 0;
  });
  const chosen = (event) => {
    const cell = event.target.closest("td");
    if (on() && cell && cell.cellIndex > 0 && cell.cellIndex < cell.parentElement.cells.length - 1) open(cell);
  };
  table.addEventListener("click", chosen);
  table.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.tagName === "TD") { event.preventDefault(); chosen(event); } });
})();
