// Comforts only: every page works without this file.
(() => {
  "use strict";
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const question = button && button.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  }, true); // before the drafts below: a cancelled sending keeps the draft
  // Drafts: a textarea with data-draft keeps what was typed in this browser until the form is sent.
  for (const box of document.querySelectorAll("textarea[data-draft]")) {
    const key = "draft:" + document.body.dataset.person + ":" + location.pathname + ":" + box.name;
    const kept = localStorage.getItem(key);
    if (kept && !box.value) box.value = kept;
    box.addEventListener("input", () => localStorage.setItem(key, box.value));
    if (box.form) box.form.addEventListener("submit", (event) => { if (!event.defaultPrevented) localStorage.removeItem(key); });
  }
  // "All present" and the like: a button with data-set-all="present" chooses that value in every row.
  for (const button of document.querySelectorAll("[data-set-all]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const radio of document.querySelectorAll(`input[type=radio][value="${button.dataset.setAll}"]`)) radio.checked = true;
    });
  }
  // A narrow screen shows a part of the navigation and of tabs: begin with where one is.
  for (const here of document.querySelectorAll(".site-nav [aria-current], .tabs [aria-current]")) {
    const row = here.closest(".site-nav ul, .tabs");
    row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }
  // Character counts under cover-letter answers.
  for (const box of document.querySelectorAll("textarea[data-limit]")) {
    const line = document.getElementById(box.id + "-count");
    const show = () => { if (line) line.textContent = `${[...box.value].length} / ${box.dataset.limit}`; };
    box.addEventListener("input", show); show();
  }
})();
