/* Opens the panel that the address asks for (?panel=release), and copies a release's text. */
(() => {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => {
    const wanted = new URLSearchParams(location.search).get("panel");
    const panel = wanted && document.querySelector(`[data-side-panel="${CSS.escape(wanted)}"]`);
    // Not on a phone: there the panel covers what is being written.
    if (panel && window.matchMedia("(min-width: 50rem)").matches) panel.dispatchEvent(new CustomEvent("open"));
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-desk-copy]");
    if (!button) return;
    const text = document.getElementById(button.dataset.deskCopy).innerText;
    await navigator.clipboard.writeText(text.trim());
    const words = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = words), 2000);
  });
})();
