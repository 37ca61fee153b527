/* Writing a live blog: Enter publishes, Shift+Enter begins a line. What is not out yet survives a reload. */
(() => {
  "use strict";

  const box = document.getElementById("desk-box");
  const list = document.getElementById("desk-ticker");
  if (!box || !list) return;
  const text = box.querySelector("textarea[name=text]");
  const status = document.getElementById("desk-status");
  const kept = `desk-box-${box.dataset.deskBox}`;
  let sending = false;

  const say = (words) => (status.textContent = words);
  const keep = () => (text.value ? localStorage.setItem(kept, text.value) : localStorage.removeItem(kept));

  async function send(button) {
    if (sending) return;
    sending = true;
    const words = new FormData(box);
    if (button?.name) words.set(button.name, button.value);
    try {
      const answer = await fetch(box.action, { method: "POST", body: words, redirect: "follow" });
      if (answer.status === 422) return HTMLFormElement.prototype.submit.call(box); // The page says what is missing.
      if (!answer.ok) throw new Error(String(answer.status));
      box.reset();
      localStorage.removeItem(kept);
      say(box.dataset.out);
      list.dispatchEvent(new CustomEvent("desk:refresh"));
    } catch {
      say(box.dataset.failed);
    } finally {
      sending = false;
      text.focus();
    }
  }

  const isRich = () => box.querySelector("details").open;

  box.addEventListener("submit", (event) => {
    if (isRich()) return; // Pictures and errors want Wagtail's own form.
    event.preventDefault();
    send(event.submitter);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (text.value.trim()) box.requestSubmit(box.querySelector("button[type=submit]:not([name])") ?? undefined);
  });
  text.addEventListener("input", keep);
  if (!text.value && localStorage.getItem(kept)) text.value = localStorage.getItem(kept);
})();
