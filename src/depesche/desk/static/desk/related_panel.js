/* Related articles beside the editor: read when the panel is first shown, decided by one press, found while typing.
   Nothing here touches the article's own form. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const root = document.querySelector("[data-desk-related]");
  if (!root) return;
  const state = root.querySelector("[data-desk-related-state]");
  const status = root.querySelector("[data-desk-related-status]");
  const PAUSE = 250;
  let begun = false;
  let pause = 0;
  let asked = "";

  async function text(address, options = {}) {
    const answer = await fetch(address, options);
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return answer.text();
  }

  const away = () => (status.textContent = root.dataset.away);

  async function read() {
    state.innerHTML = await text(root.dataset.url);
    begun = true;
  }

  new IntersectionObserver((seen) => {
    if (!begun && seen.some((one) => one.isIntersecting)) read().catch(away);
  }).observe(root);

  async function decide(button) {
    const body = new FormData();
    body.set("deed", button.dataset.deed);
    body.set("other", button.dataset.other);
    body.set("csrfmiddlewaretoken", document.querySelector("#page-edit-form [name=csrfmiddlewaretoken]").value);
    const said = button.getAttribute("aria-label");
    button.disabled = true;
    try {
      state.innerHTML = await text(root.dataset.decide, { method: "POST", body });
      status.textContent = state.querySelector("[role=alert]") ? "" : said;
      state.querySelector("h3").focus();
    } catch {
      button.disabled = false;
      away();
    }
  }

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-deed]");
    if (button) decide(button);
  });

  root.addEventListener("input", (event) => {
    if (!event.target.matches("[data-desk-related-find]")) return;
    clearTimeout(pause);
    pause = setTimeout(() => find(event.target.value.trim()).catch(away), PAUSE);
  });

  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-desk-related-find]")) event.preventDefault();
  });

  async function find(words) {
    asked = words;
    const address = new URL(root.dataset.url, location.href);
    address.searchParams.set("q", words);
    const found = words ? await text(address) : "";
    const place = root.querySelector("[data-desk-related-found]");
    if (asked === words && place) place.innerHTML = found;
  }
});
