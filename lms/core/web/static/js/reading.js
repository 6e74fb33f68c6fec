// Comforts of a lesson's page: copy buttons, links on headings, pictures in full size, a bookmark. Reading works without.
(() => {
  "use strict";
  const article = document.getElementById("lesson");
  if (!article) return;
  const words = article.dataset;

  for (const block of article.querySelectorAll("pre")) {
    const box = document.createElement("div");
    const button = document.createElement("button");
    box.className = "code-box";
    button.className = "copy";
    button.type = "button";
    button.textContent = words.copy;
    button.lang = document.documentElement.lang;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(block.innerText);
      } catch {
        const range = document.createRange(); // no permission: select it, so that one key copies it
        range.selectNodeContents(block);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        return;
      }
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 2000);
    });
    block.before(box);
    box.append(block, button);
  }
  for (const heading of article.querySelectorAll("h2[id], h3[id]")) {
    const link = document.createElement("a");
    link.className = "heading-link";
    link.href = "#" + heading.id;
    link.textContent = "#";
    link.setAttribute("aria-label", `${words.link}: ${heading.textContent}`);
    heading.append(link);
  }
  for (const image of article.querySelectorAll("img")) {
    if (image.closest("a") || !image.getAttribute("src")) continue;
    const link = document.createElement("a");
    link.className = "zoom";
    link.href = image.getAttribute("src");
    link.title = words.zoom;
    if (!image.alt) link.setAttribute("aria-label", words.zoom);
    image.before(link);
    link.append(image);
  }

  const headings = [...article.querySelectorAll("h2[id], h3[id]")];
  const current = () => {
    let found = "";
    for (const heading of headings) {
      if (heading.getBoundingClientRect().top > 120) break;
      found = heading.id;
    }
    return found;
  };
  const share = () => {
    const box = article.getBoundingClientRect();
    const room = box.height - innerHeight / 2;
    return Math.round(1000 * Math.min(1, Math.max(0, -box.top / Math.max(1, room))));
  };
  const goTo = (permille) => {
    const box = article.getBoundingClientRect();
    const room = box.height - innerHeight / 2;
    scrollTo({ top: box.top + scrollY + (permille / 1000) * room });
  };
  const resume = document.querySelector("[data-resume]");
  if (resume) {
    resume.addEventListener("click", (event) => { event.preventDefault(); goTo(Number(resume.dataset.resume)); });
    if (new URLSearchParams(location.search).has("resume")) goTo(Number(resume.dataset.resume));
  }

  const links = [...document.querySelectorAll(".toc a")];
  const mark = () => {
    const here = current();
    for (const link of links) {
      if (decodeURIComponent(link.hash.slice(1)) === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, { passive: true });
  mark();

  // The bookmark: once a minute while reading, and when the page is left.
  const form = document.getElementById("place");
  if (!form) return;
  let last = -1;
  const send = (leaving) => {
    const permille = share();
    if (permille === last) return;
    last = permille;
    const body = new FormData(form);
    body.set("anchor", current());
    body.set("permille", permille);
    if (leaving) body.set("leaving", "1");
    navigator.sendBeacon(form.action, body);
  };
  addEventListener("pagehide", () => send(true));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(true); });
  setInterval(() => { if (document.visibilityState === "visible") send(false); }, 60_000);
})();
