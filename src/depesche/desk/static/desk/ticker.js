/* Writing a live blog: Enter publishes, Shift+Enter begins a line. What is not out yet survives a reload.
 *
 * Words leave the box at once, so that the next can be typed, and go out one after the other. What does not get out
 * comes back into the box, before what was typed since.
 */
(() => {
  "use strict";

  const CREATED = 201;
  const MOMENT = 1500;
  const box = document.getElementById("desk-box");
  const list = document.getElementById("desk-ticker");
  if (!box || !list) return;
  const text = box.querySelector("textarea[name=text]");
  const status = document.getElementById("desk-status");
  const everyTab = `desk-box-${box.dataset.deskBox}`;
  // Each tab keeps its own words, and holds a lock as long as it lives: words without one were left by a closed tab.
  const kept = navigator.locks ? `${everyTab}-${name()}` : everyTab;
  const leaving = [];
  // What the words that came back were called: sent again unchanged, they are the same entry.
  let back = null;

  const say = (words) => (status.textContent = words);
  const isRich = () => box.querySelector("details").open;

  function unsent() {
    return [...leaving.map((words) => words.get("text")), text.value].filter((words) => words.trim()).join("\n\n");
  }

  function keep() {
    const words = unsent();
    words ? localStorage.setItem(kept, words) : localStorage.removeItem(kept);
  }

  function takeBack() {
    const [first] = leaving;
    text.value = unsent();
    back = leaving.length === 1 && text.value === first.get("text") ? { text: text.value, token: first.get("token") } : null;
    leaving.length = 0;
    keep();
  }

  function name() {
    const numbers = crypto.getRandomValues(new Uint32Array(4));
    return [...numbers].map((number) => number.toString(16).padStart(8, "0")).join("");
  }

  async function sendAll() {
    while (leaving.length) {
      const [words] = leaving;
      const answer = await fetch(box.action, {
        method: "POST",
        body: words,
        redirect: "error",
        headers: { "X-Requested-With": "XMLHttpRequest" },
      }).catch(() => null);
      if (answer?.status !== CREATED) return refused(words, answer?.status);
      leaving.shift();
      keep();
      say(await answer.text());
      list.dispatchEvent(new CustomEvent("desk:refresh"));
    }
    return undefined;
  }

  function refused(words, why) {
    takeBack();
    if (why === 422) {
      // The page says what is missing.
      if (words.has("draft")) box.append(Object.assign(document.createElement("input"), { type: "hidden", name: "draft", value: "1" }));
      HTMLFormElement.prototype.submit.call(box);
    } else say(why === 403 ? box.dataset.forbidden : box.dataset.failed);
  }

  function send(button) {
    const words = new FormData(box);
    if (button?.name) words.set(button.name, button.value);
    words.set("token", back?.text === words.get("text") ? back.token : name());
    back = null;
    leaving.push(words);
    box.reset();
    text.value = "";
    keep();
    text.focus();
    if (leaving.length === 1) sendAll();
  }

  box.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction")) return undefined; // A preview, in a window of its own.
    if (isRich()) return localStorage.removeItem(kept); // Pictures and errors want Wagtail's own form.
    event.preventDefault();
    return text.value.trim() ? send(event.submitter) : undefined;
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    // Whoever may not publish keeps drafts: theirs is the only button.
    if (text.value.trim()) box.requestSubmit(box.querySelector("button[type=submit]"));
  });
  text.addEventListener("input", keep);

  function takeOver(left) {
    const words = localStorage.getItem(left);
    if (!words || left === kept) return;
    // The server may have given them back already.
    if (words.trim() !== text.value.trim()) text.value = [words, text.value].filter((part) => part.trim()).join("\n\n");
    keep();
    localStorage.removeItem(left);
  }

  async function takeOverLeft() {
    if (!navigator.locks) return text.value ||= localStorage.getItem(kept) ?? "";
    navigator.locks.request(kept, () => new Promise(() => {}));
    for (const left of Object.keys(localStorage).filter((key) => key === everyTab || key.startsWith(`${everyTab}-`))) {
      // A page that is being reloaded may hold its lock for a moment yet.
      await navigator.locks.request(left, { signal: AbortSignal.timeout(MOMENT) }, () => takeOver(left)).catch(() => {});
    }
    return undefined;
  }

  takeOverLeft();
})();
