// Comforts for those who write courses; every page works without this file.
(() => {
  "use strict";
  // Lists whose rows carry a number: arrows move a row and renumber.
  const say = (language) => (language === "ko" ? ["위로", "아래로"] : ["Up", "Down"]);
  const words = say(document.documentElement.lang);
  for (const list of document.querySelectorAll("[data-sortable]")) {
    const renumber = () => [...list.children].forEach((row, place) => {
      const box = row.querySelector("[data-place]");
      if (box) box.value = place + 1;
    });
    for (const row of list.children) {
      const box = row.querySelector("[data-place]");
      if (!box) continue;
      for (const [way, sign] of [[-1, "↑"], [1, "↓"]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "arrow";
        button.textContent = sign;
        button.setAttribute("aria-label", words[way < 0 ? 0 : 1] + ": " + row.textContent.trim().split("\n")[0]);
        button.addEventListener("click", () => {
          const other = way < 0 ? row.previousElementSibling : row.nextElementSibling;
          if (other) list.insertBefore(way < 0 ? row : other, way < 0 ? other : row);
          renumber();
          button.focus();
        });
        box.after(button);
      }
    }
  }
})();
