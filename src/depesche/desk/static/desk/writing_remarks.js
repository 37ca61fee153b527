/* The copy desk beside the editor: asks after a pause in typing, marks what it says in the text, and puts a
   suggestion in when asked. It never writes by itself, and an answer never touches what is being typed. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const root = document.querySelector("[data-desk-writing]");
  const form = document.getElementById("page-edit-form");
  if (!root || !form) return;
  const proof = root.querySelector("[data-desk-proof]");
  const PAUSE = 700;
  const WRITTEN = 400;
  const SENT = /^(csrfmiddlewaretoken|title|kicker|lead|teaser_headline|seo_title|push_headline|language|topics|body-.*)$/;
  const LEFT = `desk-left:${root.dataset.url}`;
  const left = new Set(JSON.parse(sessionStorage.getItem(LEFT) || "[]"));
  let asked = "";
  let waiting;
  let running;

  /* ---- Places: a remark's field, block and stretch of text ---- */

  const stream = () => window.wagtail.editHandler?.getPanelByName("body")?.getBoundWidget();
  const name = (part) => (part ? `${part}` : "");

  /* The bound widget behind a place of the body: Draftail, or a plain field. */
  function widgetOf(remark) {
    const child = stream()?.children.find((each) => each.id === remark.dataset.place);
    const block = name(remark.dataset.part) ? child?.block.childBlocks[remark.dataset.part] : child?.block;
    return block?.widget;
  }

  const elementOf = (widget) => widget?.input?.[0] ?? widget?.input ?? widget?.element;

  function placeOf(remark) {
    const input = document.getElementById(`id_${remark.dataset.place}`);
    if (input) return { input };
    const widget = widgetOf(remark);
    const element = elementOf(widget);
    if (!element) return null;
    return element.draftailEditor ? { widget, editor: element.draftailEditor, root: element.parentElement } : { input: element };
  }

  function nth(text, found, number) {
    let at = text.indexOf(found);
    for (let seen = 0; seen < number && at >= 0; seen += 1) at = text.indexOf(found, at + 1);
    return at;
  }

  /* Where in the editor's blocks the remark's words stand now: one stretch inside one block, or null. */
  function stretch(editor, remark) {
    const { found, nth: number } = remark.dataset;
    const blocks = editor.getEditorState().getCurrentContent().getBlocksAsArray();
    let seen = 0;
    for (const block of blocks) {
      const text = block.getText();
      for (let at = text.indexOf(found); at >= 0; at = text.indexOf(found, at + 1)) {
        if (seen === Number(number)) return { key: block.getKey(), start: at, end: at + found.length };
        seen += 1;
      }
    }
    return null;
  }

  function rangeOf(container, { key, start, end }) {
    const block = container.querySelector(`[data-block][data-offset-key="${CSS.escape(key)}-0-0"]`);
    if (!block) return null;
    const range = document.createRange();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let at = 0;
    let begun = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const next = at + node.length;
      if (!begun && start < next) {
        range.setStart(node, start - at);
        begun = true;
      }
      if (begun && end <= next) {
        range.setEnd(node, end - at);
        return range;
      }
      at = next;
    }
    return null;
  }

  /* ---- Marks ---- */

  const remarks = () => [...proof.querySelectorAll("[data-remark]:not([hidden])")];
  const isGrave = (remark) => /^quote\.(altered|shortened|speaker)/.test(remark.dataset.rule);

  function mark() {
    document.querySelectorAll(".desk-inline").forEach((list) => list.remove());
    const grave = [];
    const light = [];
    for (const remark of remarks()) {
      const place = placeOf(remark);
      if (place?.input) below(place.input, remark);
      const where = place?.editor && stretch(place.editor, remark);
      const range = where && rangeOf(place.root, where);
      if (range) (isGrave(remark) ? grave : light).push(range);
    }
    if (!window.CSS?.highlights) return;
    CSS.highlights.set("desk-remark", new Highlight(...light));
    CSS.highlights.set("desk-quote", new Highlight(...grave));
  }

  /* Plain fields cannot show marks: their remarks stand below them, with the same buttons. */
  function below(input, remark) {
    const after = document.getElementById(`desk-lengths-${remark.dataset.place}`) || input;
    let list = after.nextElementSibling;
    if (!list?.classList.contains("desk-inline")) {
      list = document.createElement("ul");
      list.className = "desk-inline";
      after.insertAdjacentElement("afterend", list);
    }
    const copy = remark.cloneNode(true);
    copy.querySelector(".desk-note")?.remove();
    copy.removeAttribute("data-remark");
    for (const button of copy.querySelectorAll("button")) {
      const deed = ["show", "take", "leave"].find((each) => each in button.dataset);
      button.addEventListener("click", () => DEEDS[deed](remark));
    }
    list.append(copy);
  }

  function count() {
    const shown = remarks().length;
    const counter = document.querySelector("[data-side-panel-toggle=writing] [data-side-panel-toggle-counter]");
    if (counter) {
      counter.textContent = shown;
      counter.hidden = !shown;
    }
    const nothing = proof.querySelector("[data-desk-nothing]");
    if (nothing) nothing.hidden = remarks().some((each) => !each.dataset.rule.startsWith("quote."));
    document.dispatchEvent(new CustomEvent("desk:measured", { detail: proof.querySelector("[data-desk-measure]")?.textContent || "" }));
  }

  const keyOf = (remark) => `${remark.dataset.rule}|${remark.dataset.found}`;

  function settle() {
    for (const remark of proof.querySelectorAll("[data-remark]")) remark.hidden = left.has(keyOf(remark));
    mark();
    count();
  }

  /* ---- Deeds ---- */

  function unfold(element) {
    document.querySelectorAll("[role=tabpanel][hidden]").forEach((panel) => {
      if (panel.contains(element)) document.querySelector(`[role=tab][href="#${CSS.escape(panel.id)}"]`)?.click();
    });
  }

  /* On tablets and phones the panel lies over the text. */
  function uncover() {
    const toggle = document.querySelector("[data-side-panel-toggle=writing][aria-expanded=true]");
    if (toggle && window.matchMedia("(max-width: 60rem)").matches) toggle.click();
  }

  const DEEDS = {
    show(remark) {
      const place = placeOf(remark);
      if (!place) return ask(true);
      const { input, editor } = place;
      const shownIn = input || place.root;
      uncover();
      unfold(shownIn);
      shownIn.scrollIntoView({ block: "center" });
      if (input) {
        const at = nth(input.value, remark.dataset.found, Number(remark.dataset.nth));
        input.focus({ preventScroll: true });
        if (at >= 0) input.setSelectionRange(at, at + remark.dataset.found.length);
        return undefined;
      }
      const where = stretch(editor, remark);
      if (!where) return ask(true);
      editor.onChange(DraftJS.EditorState.forceSelection(editor.getEditorState(), selection(where)));
      rangeOf(place.root, where)?.startContainer.parentElement.scrollIntoView({ block: "center" });
      return undefined;
    },
    take(remark) {
      const place = placeOf(remark);
      const { found, suggestion, nth: number } = remark.dataset;
      if (place?.input) {
        const at = nth(place.input.value, found, Number(number));
        if (at >= 0) {
          place.input.setRangeText(suggestion, at, at + found.length, "end");
          place.input.dispatchEvent(new Event("input", { bubbles: true }));
          place.input.dispatchEvent(new Event("change", { bubbles: true }));
        }
      }
      const where = place?.editor && stretch(place.editor, remark);
      if (where) {
        replace(place.editor, where, suggestion);
        // Draftail writes its field a moment later; autosave and the preview are told then, as after typing.
        setTimeout(() => elementOf(place.widget).dispatchEvent(new Event("change", { bubbles: true })), WRITTEN);
      }
      remark.remove();
      settle();
      soon();
    },
    leave(remark) {
      left.add(keyOf(remark));
      sessionStorage.setItem(LEFT, JSON.stringify([...left].slice(-500)));
      settle();
    },
  };

  const selection = ({ key, start, end }) =>
    DraftJS.SelectionState.createEmpty(key).merge({ anchorOffset: start, focusOffset: end, hasFocus: true });

  /* With the style and the link of the words it takes the place of; one step of the editor's own undo. */
  function replace(editor, where, suggestion) {
    const state = editor.getEditorState();
    const content = state.getCurrentContent();
    const block = content.getBlockForKey(where.key);
    const changed = DraftJS.Modifier.replaceText(
      content,
      selection(where),
      suggestion,
      block.getInlineStyleAt(where.start),
      block.getEntityAt(where.start) || undefined,
    );
    editor.onChange(DraftJS.EditorState.push(state, changed, "insert-characters"));
  }

  /* A suggested topic is ticked in its own field, under “News”. */
  function tick(topic) {
    const box = form.querySelector(`input[name=topics][value="${CSS.escape(topic.dataset.topic)}"]`);
    if (!box) return;
    box.checked = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    const next = topic.nextElementSibling ?? topic.previousElementSibling;
    topic.remove();
    (next ?? document.querySelector("[data-side-panel-toggle=writing]"))?.querySelector("button")?.focus();
  }

  /* ---- Asking ---- */

  function typed() {
    const sent = new FormData();
    for (const [key, value] of new FormData(form)) if (SENT.test(key) && typeof value === "string") sent.append(key, value);
    return sent;
  }

  async function ask(again = false) {
    const sent = typed();
    const text = new URLSearchParams(sent).toString();
    if (text === asked && !again) return mark();
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(root.dataset.url, { method: "POST", body: sent, signal: running.signal });
      if (!answer.ok) throw new TypeError(answer.statusText);
      const html = await answer.text();
      asked = text;
      // What the keyboard stands on in the panel is not taken away from under it.
      const focused = proof.contains(document.activeElement);
      proof.innerHTML = html;
      if (focused) proof.querySelector("button")?.focus({ preventScroll: true });
      root.querySelector("[data-desk-away]").hidden = true;
      settle();
    } catch (problem) {
      if (problem.name !== "AbortError") root.querySelector("[data-desk-away]").hidden = false;
    }
    return undefined;
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  }

  proof.addEventListener("click", (event) => {
    const remark = event.target.closest("[data-remark]");
    const button = event.target.closest("button");
    const deed = remark && button && ["show", "take", "leave"].find((each) => each in button.dataset);
    if (deed) DEEDS[deed](remark);
    const topic = event.target.closest("[data-add-topic]")?.closest("[data-topic]");
    if (topic) tick(topic);
  });
  // Draftail answers many keys itself, and then there is no `input`.
  for (const kind of ["input", "change", "keyup", "paste", "cut", "drop", "click"]) form.addEventListener(kind, soon);

  /* F8 goes to the next remark, as in other editors. */
  let last = -1;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F8" || !("keys" in root.dataset)) return;
    const all = remarks();
    if (!all.length) return;
    event.preventDefault();
    last = (last + (event.shiftKey ? all.length - 1 : 1)) % all.length;
    DEEDS.show(all[last]);
  });

  window.addEventListener("load", () => ask(true));
});
