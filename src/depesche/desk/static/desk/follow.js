/* Keeps a part of a page true: asks for it again and again, and changes only what is different.
 *
 * An element with data-desk-follow names its address in data-url and what it shows in data-cursor; the answer is 204
 * while that still holds, else the element anew. Children with data-key are told apart by it, so focus, selection and
 * scroll stay where they were. Sends "desk:patched" after a change; "desk:refresh" asks at once.
 */
(() => {
  "use strict";

  const IDLE_MOST = 15000;

  class Follower {
    constructor(root) {
      this.root = root;
      this.every = Number(root.dataset.seconds || 2) * 1000;
      this.failures = 0;
      root.addEventListener("desk:refresh", () => this.ask({ now: true }));
      document.addEventListener("visibilitychange", () => document.hidden || this.ask({ now: true }));
      this.wait();
    }

    wait() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask({}), Math.min(this.every * 2 ** this.failures, IDLE_MOST));
    }

    async ask({ now }) {
      clearTimeout(this.timer);
      if (document.hidden && !now) return this.wait();
      this.request?.abort();
      const request = (this.request = new AbortController());
      try {
        const address = new URL(this.root.dataset.url, location.href);
        address.searchParams.set("cursor", this.root.dataset.cursor || "");
        const answer = await fetch(address, {
          headers: { "X-Requested-With": "XMLHttpRequest" },
          signal: request.signal,
        });
        if (answer.status === 403) return this.say(this.root.dataset.signedOut);
        if (!answer.ok) throw new Error(String(answer.status));
        if (answer.status !== 204) await this.take(await answer.text(), now);
        if (this.failures > 1) this.say("");
        this.failures = 0;
      } catch (error) {
        if (error.name === "AbortError") return undefined;
        this.failures += 1;
        if (this.failures === 2) this.say(this.root.dataset.offline);
      }
      return this.wait();
    }

    async take(html, now) {
      const fresh = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
      if (!fresh) return;
      // A list that moves under the pointer makes people press the wrong button.
      for (let i = 0; !now && i < 20 && this.root.querySelector("button:hover, button:active"); i += 1) {
        await new Promise((done) => setTimeout(done, 250));
      }
      const before = new Set(keys(this.root));
      const hold = new Hold(this.root);
      morph(this.root, document.adoptNode(fresh));
      hold.restore();
      const added = keys(this.root).filter((key) => before.size && !before.has(key));
      this.root.dispatchEvent(new CustomEvent("desk:patched", { bubbles: true, detail: { added, now } }));
    }

    say(words) {
      const line = document.getElementById(this.root.dataset.status);
      if (line && words !== undefined) line.textContent = words;
    }
  }

  /** Where the eye and the keyboard are, kept through a change. */
  class Hold {
    constructor(root) {
      this.root = root;
      const active = root.contains(document.activeElement) ? document.activeElement : null;
      const row = active?.closest("[data-key]");
      this.focus = active && { key: row?.dataset.key, part: active.dataset.part, index: rows(root).indexOf(row) };
      const seen = row || rows(root).find((one) => one.getBoundingClientRect().bottom > 0);
      this.scroller = scroller(root);
      this.anchor =
        this.scroller.scrollTop > 0 && seen ? { key: seen.dataset.key, top: seen.getBoundingClientRect().top } : null;
    }

    restore() {
      const moved = this.anchor && find(this.root, this.anchor.key);
      if (moved) this.scroller.scrollTop += moved.getBoundingClientRect().top - this.anchor.top;
      if (!this.focus || this.root.contains(document.activeElement)) return;
      const left = rows(this.root);
      const row = find(this.root, this.focus.key) || left[Math.min(this.focus.index, left.length - 1)];
      const part = this.focus.part && row?.querySelector(`[data-part="${this.focus.part}"]`);
      (part || row?.querySelector("a"))?.focus({ preventScroll: true });
    }
  }

  const rows = (root) => [...root.querySelectorAll("[data-key]")];
  const keys = (root) => rows(root).map((row) => row.dataset.key);
  const find = (root, key) => rows(root).find((row) => row.dataset.key === key);
  /** What scrolls around a part of the page: Wagtail's content has a bar of its own. */
  function scroller(part) {
    for (let box = part.parentElement; box; box = box.parentElement) {
      const scrolls = /auto|scroll/.test(getComputedStyle(box).overflowY);
      if (scrolls && box.scrollHeight > box.clientHeight) return box;
    }
    return document.scrollingElement;
  }

  const hasText = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());

  function morph(old, fresh) {
    if (old.isEqualNode(fresh)) return;
    // What somebody unfolded stays so.
    const stays = (name) => fresh.hasAttribute(name) || (name === "open" && old.localName === "details");
    for (const { name } of [...old.attributes]) if (!stays(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    if (hasText(old) || hasText(fresh)) {
      old.replaceChildren(...fresh.childNodes);
      return;
    }
    const wanted = [...fresh.children];
    const kept = new Set(wanted.map((child) => child.dataset.key).filter(Boolean));
    for (const child of [...old.children]) if (child.dataset.key && !kept.has(child.dataset.key)) child.remove();
    const byKey = new Map([...old.children].filter((child) => child.dataset.key).map((child) => [child.dataset.key, child]));
    let place = old.firstElementChild;
    for (const child of wanted) {
      const same = place && !place.dataset.key && !child.dataset.key && place.tagName === child.tagName;
      const have = child.dataset.key ? byKey.get(child.dataset.key) : same ? place : null;
      if (!have) {
        old.insertBefore(child, place);
        continue;
      }
      if (have === place) place = place.nextElementSibling;
      else old.insertBefore(have, place);
      morph(have, child);
    }
    while (place) {
      const next = place.nextElementSibling;
      place.remove();
      place = next;
    }
  }

  /** The number of open items beside “Eingang” in the menu and before the page's title. */
  function count(root) {
    const open = root.dataset.openCount;
    if (open === undefined) return;
    const entry = document.querySelector(".desk-inbox-menu, a[data-desk-count]");
    entry?.setAttribute("data-desk-count", open === "0" ? "" : open);
    const title = document.title.replace(/^\(\d+\) /, "");
    document.title = open === "0" ? title : `(${open}) ${title}`;
  }

  function start() {
    for (const root of document.querySelectorAll("[data-desk-follow]")) {
      new Follower(root);
      count(root);
      root.addEventListener("desk:patched", () => count(root));
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
