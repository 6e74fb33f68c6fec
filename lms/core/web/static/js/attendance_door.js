// Comforts of the door: an attempt survives a dead network; a list is ticked at once; the phone says yes or no about
// the place and nothing else. Everything here also works without this file.
(() => {
  "use strict";
  const KEY = "check-in:" + document.body.dataset.person;
  const notice = document.querySelector("[data-waiting]");
  let isSending = false;

  const say = (text, tone) => {
    if (!notice) return;
    notice.hidden = false;
    notice.className = "notice " + tone;
    notice.querySelector("p").textContent = text;
  };
  const kept = () => JSON.parse(localStorage.getItem(KEY) || "null");

  // The attempt is signed by the server and counts once, so that sending it again can do no harm.
  async function send(attempt) {
    if (isSending) return;
    isSending = true;
    try {
      const answer = await fetch(attempt.url, {
        method: "POST",
        headers: { "X-Check-In": "1", "Content-Type": "application/x-www-form-urlencoded" },
        body: attempt.body,
      });
      if (answer.status >= 500) throw new Error("resting");
      localStorage.removeItem(KEY);
      if (!(answer.headers.get("Content-Type") || "").includes("json")) { location.reload(); return; }
      const told = await answer.json();
      say(told.message, told.done ? "good" : "bad");
      if (told.done) location.assign(told.url);
    } catch {
      localStorage.setItem(KEY, JSON.stringify(attempt));
      say(attempt.offline, "warn");
    } finally {
      isSending = false;
    }
  }
  const sendKept = () => { const attempt = kept(); if (attempt) send(attempt); };

  for (const form of document.querySelectorAll("form[data-keep]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send({ url: form.action, body: new URLSearchParams(new FormData(form)).toString(), offline: form.dataset.offline });
    });
    askForPlace(form);
  }
  if (notice) {
    sendKept();
    window.addEventListener("online", sendKept);
    setInterval(sendKept, 5000);
  }

  function askForPlace(form) {
    const box = form.querySelector("[data-place]");
    if (!box || !navigator.geolocation) return;
    box.hidden = false;
    box.querySelector("[data-place-ask]").addEventListener("change", (event) => {
      const field = form.elements.place;
      field.value = "";
      if (!event.target.checked) return;
      navigator.geolocation.getCurrentPosition((found) => {
        const away = metres(found.coords, form.dataset) - found.coords.accuracy;
        field.value = away <= Number(form.dataset.radius) ? "yes" : "no";
      }, () => { event.target.checked = false; });
    });
  }

  function metres(here, there) {
    const turn = Math.PI / 180, mean = (here.latitude + Number(there.latitude)) / 2 * turn;
    const north = (here.latitude - there.latitude) * turn, east = (here.longitude - there.longitude) * turn * Math.cos(mean);
    return 6371000 * Math.hypot(north, east);
  }

  for (const button of document.querySelectorAll("[data-tick-all]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const box of button.form.querySelectorAll(`input[name="${button.dataset.tickAll}"]`)) box.checked = true;
    });
  }
})();
