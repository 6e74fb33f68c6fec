// Writing work: the draft saves itself, and a preview comes without leaving the page. Both also work by their buttons.
(() => {
  "use strict";
  const PAUSE = 3000;
  const send = async (form, url, names) => {
    const data = new FormData();
    for (const name of names) if (form.elements[name]) data.append(name, form.elements[name].value);
    const answer = await fetch(url, { method: "POST", body: data, headers: { "HX-Request": "true" }, keepalive: true });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = document.createElement("template");
    page.innerHTML = await answer.text();
    return page.content;
  };
  // data-draft-url on a form: data-draft-fields are saved after a pause, and when a field is left.
  for (const form of document.querySelectorAll("form[data-draft-url]")) {
    const names = ["csrf_token", "epoch", ...form.dataset.draftFields.split(" ")];
    const state = document.getElementById("draft-state");
    let timer = 0, changed = false, busy = false, sent = false;
    const save = async () => {
      clearTimeout(timer);
      if (!changed || busy || sent) return;
      changed = false; busy = true;
      try {
        const part = await send(form, form.dataset.draftUrl, names);
        const line = part.querySelector("#draft-state"), epoch = part.querySelector("#epoch");
        if (line) { state.textContent = line.textContent.trim(); state.classList.toggle("soft", line.classList.contains("soft")); }
        if (epoch) form.elements.epoch.value = epoch.value;
      } catch { changed = true; }
      busy = false;
      if (changed) timer = setTimeout(save, PAUSE);
    };
    form.addEventListener("input", (event) => {
      if (!names.includes(event.target.name)) return;
      changed = true;
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    form.addEventListener("focusout", save);
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
    form.addEventListener("submit", () => { sent = true; clearTimeout(timer); });
  }
  // data-preview-url on a button: data-preview-fields are rendered into #preview.
  for (const button of document.querySelectorAll("button[data-preview-url]")) {
    button.addEventListener("click", async (event) => {
      event.preventDefault();
      try {
        const part = await send(button.form, button.dataset.previewUrl, ["csrf_token", ...button.dataset.previewFields.split(" ")]);
        document.getElementById("preview").replaceChildren(part);
      } catch { button.form.requestSubmit(button); }
    });
  }
})();
