// Comforts for those who write courses; every page works without this file.
(() => {
  "use strict";
  // Lists whose rows carry a number: arrows move a row and renumber.
  const say = (language) => (language === "ko" ? ["위로", "아래로"] : ["Up", "Down"]);
  const words = say(document.documentElement.lang);
  const renumberIn = (list) => [...list.children].forEach((row, place) => {
    const box = row.querySelector("[data-place]");
    if (box) box.value = place + 1;
  });
  // A row is dragged by its handle, within its list and (where rows name their list) to another one.
  let held = null;
  const target = (row) => row.querySelector("select[name^='in-']");
  const takes = (list) => held && (held.parentElement === list || (list.dataset.list && target(held)));
  const drag = (list, row) => {
    const handle = document.createElement("span");
    handle.className = "handle";
    handle.draggable = true;
    handle.textContent = "⠿";
    handle.setAttribute("aria-hidden", "true"); // the arrows and numbers do the same by keyboard
    handle.addEventListener("dragstart", (event) => {
      held = row;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      event.dataTransfer.setDragImage(row, 0, 0);
      row.classList.add("is-held");
    });
    handle.addEventListener("dragend", () => { row.classList.remove("is-held"); held = null; });
    (row.querySelector("[data-place]").closest("div") || row).prepend(handle);
  };
  for (const list of document.querySelectorAll("[data-sortable]")) {
    list.addEventListener("dragover", (event) => {
      if (!takes(list)) return;
      event.preventDefault();
      const over = event.target.closest("li");
      if (!over) { if (!list.children.length) list.append(held); return; }
      if (over === held || over.parentElement !== list) return;
      const box = over.getBoundingClientRect();
      list.insertBefore(held, event.clientY < box.top + box.height / 2 ? over : over.nextElementSibling);
    });
    list.addEventListener("drop", (event) => {
      if (!held) return;
      event.preventDefault();
      if (list.dataset.list && target(held)) target(held).value = list.dataset.list;
      document.querySelectorAll("[data-sortable]").forEach(renumberIn);
    });
    for (const row of list.children) if (row.querySelector("[data-place]")) drag(list, row);
    for (const row of list.children) {
      const box = row.querySelector("[data-place]");
      if (!box) continue;
      for (const [way, sign] of [[1, "↓"], [-1, "↑"]]) { // each goes right after the number
        const button = document.createElement("button");
        button.type = "button";
        button.className = "arrow";
        button.textContent = sign;
        button.setAttribute("aria-label", words[way < 0 ? 0 : 1] + ": " + row.textContent.trim().split("\n")[0]);
        button.addEventListener("click", () => {
          const other = way < 0 ? row.previousElementSibling : row.nextElementSibling;
          if (other) other.parentElement.insertBefore(way < 0 ? row : other, way < 0 ? other : row);
          renumberIn(row.parentElement);
          button.focus();
        });
        box.after(button);
      }
    }
  }
})();
// The lesson editor: saved while one types, files by drop and paste.
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = document.querySelector("[data-saved]");
  const version = form.elements.namedItem("version");
  const body = form.elements.namedItem("body");
  let timer = 0, busy = false, again = false, stopped = false;
  const post = async (address, data) => {
    const answer = await fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (!answer.ok) throw answer;
    return answer.json();
  };
  const save = async () => {
    if (stopped || !form.checkValidity()) return;
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await post(form.action, new FormData(form));
      version.value = answer.version;
      status.textContent = status.dataset.word;
    } catch (problem) {
      let told = status.dataset.fault;
      if (problem.status === 409) {
        stopped = true; // the button then shows both versions
        try { told = (await problem.json()).error || told; } catch { /* no words came with it */ }
      }
      status.textContent = told;
    }
    busy = false;
    if (again) { again = false; save(); }
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 1500); });
  form.addEventListener("submit", () => { clearTimeout(timer); stopped = true; });

  const add = async (file) => {
    const data = new FormData();
    for (const name of ["csrf_token", "key", "language"]) data.set(name, form.elements.namedItem(name).value);
    data.set("file", file, file.name || "image.png");
    try {
      const answer = await post(body.dataset.files, data);
      body.setRangeText(answer.markdown, body.selectionStart, body.selectionEnd, "end");
      body.dispatchEvent(new Event("input", { bubbles: true }));
    } catch { status.textContent = status.dataset.fault; }
  };
  const files = (transfer) => transfer ? [...transfer.files] : [];
  body.addEventListener("dragover", (event) => { event.preventDefault(); body.classList.add("is-over"); });
  body.addEventListener("dragleave", () => body.classList.remove("is-over"));
  body.addEventListener("drop", async (event) => {
    body.classList.remove("is-over");
    if (!files(event.dataTransfer).length) return;
    event.preventDefault();
    for (const file of files(event.dataTransfer)) await add(file);
  });
  body.addEventListener("paste", async (event) => {
    if (!files(event.clipboardData).length) return;
    event.preventDefault();
    for (const file of files(event.clipboardData)) await add(file);
  });
})();
