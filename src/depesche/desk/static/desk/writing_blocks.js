/* One click to each kind of block; a quotation out of the release; pictures by paste and by drop, never without credit. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const root = document.querySelector("[data-desk-writing]");
  const bar = document.querySelector("[data-desk-blocks]");
  const stream = () => window.wagtail.editHandler?.getPanelByName("body")?.getBoundWidget();
  const body = document.querySelector('[data-contentpath="body"]');
  if (!root || !bar || !body) return;
  let current = "";

  body.addEventListener("focusin", (event) => {
    const child = stream()?.children.find((each) => each.element.contains(event.target));
    if (child) current = child.id;
  });

  function insert(type, value) {
    const all = stream();
    const at = all.children.findIndex((child) => child.id === current);
    const index = at < 0 ? all.children.length : at + 1;
    const state = value ?? all.blockDef.initialChildStates[type];
    const made = all.insert({ type, value: state, id: crypto.randomUUID?.() ?? null }, index, { animate: false, focus: true });
    current = made?.id || all.children[index]?.id || "";
    body.dispatchEvent(new Event("change", { bubbles: true }));
    (made?.element || all.children[index]?.element)?.scrollIntoView({ block: "center" });
  }

  /* ---- The bar ---- */

  window.addEventListener("load", () => {
    const kinds = stream()?.blockDef.childBlockDefsByName;
    if (!kinds) return;
    for (const [type, kind] of Object.entries(kinds)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "desk-blocks__kind";
      button.dataset.type = type;
      button.textContent = kind.meta.label;
      button.addEventListener("click", () => insert(type));
      bar.insertBefore(button, bar.lastElementChild);
    }
    const before = body.querySelector("[data-field-input]");
    before.insertAdjacentElement("beforebegin", bar);
    bar.hidden = false;
  });
  document.addEventListener("desk:measured", (event) => (bar.lastElementChild.textContent = event.detail));
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...bar.querySelectorAll("button")];
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
    event.preventDefault();
  });
  if ("keys" in root.dataset) {
    document.addEventListener("keydown", (event) => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.code !== "KeyB") return;
      event.preventDefault();
      bar.querySelector("button")?.focus();
    });
  }

  /* ---- Quotations ---- */

  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const release = chosen.anchorNode?.parentElement?.closest(".desk-release");
    for (const button of document.querySelectorAll("[data-desk-quote]")) {
      button.hidden = !(release?.contains(button) && String(chosen).trim());
    }
  });
  for (const button of document.querySelectorAll("[data-desk-quote]")) {
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // Else the choice is lost before the click.
    button.addEventListener("click", () => {
      const text = String(getSelection()).replace(/\s+/g, " ").trim().replace(/^[„“”«»"]+|[„“”«»"]+$/g, "");
      if (text) insert("quote", { ...stream().blockDef.initialChildStates.quote, text });
    });
  }

  /* ---- Pictures ---- */

  const dialog = root.querySelector("[data-desk-picture]");
  const form = dialog.querySelector("form");
  const wrong = dialog.querySelector("[role=alert]");
  let file;
  document.body.append(dialog); // A dialog in a closed side panel would not be seen.

  function offer(files) {
    file = [...files].find((each) => each.type.startsWith("image/"));
    if (!file) return false;
    form.reset();
    wrong.textContent = "";
    const picture = dialog.querySelector("img");
    if (picture.src) URL.revokeObjectURL(picture.src);
    picture.src = URL.createObjectURL(file);
    dialog.showModal();
    form.elements.credit.focus();
    return true;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = new FormData(form);
    sent.append("file", file, file.name || "bild.png");
    sent.append("csrfmiddlewaretoken", document.querySelector("#page-edit-form [name=csrfmiddlewaretoken]").value);
    form.querySelector("[type=submit]").disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent });
      const said = await answer.json();
      if (!answer.ok) throw new TypeError(said.error);
      dialog.close();
      insert("image", said.picture);
    } catch (problem) {
      wrong.textContent = problem instanceof SyntaxError ? wrong.dataset.away : problem.message;
    } finally {
      form.querySelector("[type=submit]").disabled = false;
    }
  });
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());

  const filesOf = (event) => (event.clipboardData || event.dataTransfer)?.files || [];
  body.addEventListener(
    "paste",
    (event) => {
      // Word sends a picture of its text along: words win.
      if (event.clipboardData?.getData("text/html") || !filesOf(event).length || !offer(filesOf(event))) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
  body.addEventListener(
    "dragover",
    (event) => {
      if ([...(event.dataTransfer?.items || [])].some((item) => item.kind === "file")) event.preventDefault();
    },
    true,
  );
  body.addEventListener(
    "drop",
    (event) => {
      if (!filesOf(event).length) return;
      event.preventDefault(); // A file that is no picture must not replace the page that is being written.
      event.stopPropagation();
      const child = stream()?.children.find((each) => each.element.contains(event.target));
      if (child) current = child.id;
      offer(filesOf(event));
    },
    true,
  );
});
