// Comforts of the review form: it saves itself while somebody writes, and counts the time it was open.
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-review-form]")) {
    const clock = form.querySelector("input[name=seconds]");
    if (clock) setInterval(() => { if (!document.hidden) clock.value = Number(clock.value) + 1; }, 1000);
    if (!form.dataset.draftUrl) continue;
    let timer = 0, isSent = false;
    const save = async () => {
      if (isSent) return;
      const data = new FormData(form);
      data.delete("_once");
      const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: data }).catch(() => null);
      const line = document.getElementById("draft-state");
      if (line && answer && answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        line.textContent = page.body.textContent.trim();
      }
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 2000); });
    form.addEventListener("submit", () => { isSent = true; clearTimeout(timer); });
  }
})();
