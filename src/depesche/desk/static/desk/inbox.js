/* The inbox by hand and by key: filters without a reload, deeds with an undo, j/k/Enter/c/x/u/f. */
(() => {
  "use strict";

  const root = document.getElementById("desk-inbox");
  const filters = document.getElementById("desk-inbox-filters");
  const deeds = document.getElementById("desk-deeds");
  const status = document.getElementById("desk-status");
  const bar = document.getElementById("desk-undo");
  const links = () => [...root.querySelectorAll("[data-part=link]")];
  const UNDO_SHOWN = 15000;
  let undo = "";
  let typing;
  let fading;

  const refresh = () => root.dispatchEvent(new CustomEvent("desk:refresh"));
  const words = (name, count) => root.dataset[name].replace("%d", count);

  function filter() {
    const wanted = new URLSearchParams();
    for (const [name, value] of new FormData(filters)) if (value) wanted.set(name, value);
    const query = wanted.toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    root.dataset.url = root.dataset.url.split("?")[0] + (query ? `?${query}` : "");
    root.dataset.cursor = "";
    refresh();
  }

  async function act(address) {
    const answer = await fetch(address, {
      method: "POST",
      body: new FormData(deeds),
      headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    undo = answer.ok ? said.undo || "" : "";
    bar.querySelector("[data-said]").textContent = said.message || root.dataset.offline;
    bar.querySelector("button").hidden = !undo;
    bar.hidden = false;
    clearTimeout(fading);
    fading = setTimeout(() => (bar.hidden = true), UNDO_SHOWN);
    refresh();
  }

  const here = () => document.activeElement?.closest?.("[data-key]");
  function move(step) {
    const all = links();
    const at = all.indexOf(here()?.querySelector("[data-part=link]"));
    const to = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + step))];
    to?.focus();
    to?.closest("[data-key]").scrollIntoView({ block: "nearest" });
  }
  const press = (part) => here()?.querySelector(`[data-part=${part}]`)?.click();
  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    c: () => press("claim"),
    x: () => press("spike"),
    u: () => undo && act(undo),
    f: () => filters.elements.q.focus(),
  };

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable], [role=dialog]")) return;
    const does = KEYS[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }

  filters.elements.q.addEventListener("keydown", (event) => {
    if (event.key === "Enter") setTimeout(() => move(1), 0);
    if (event.key === "Escape" && !filters.elements.q.value) filters.elements.q.blur();
  });
  filters.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(filter, 250);
  });
  filters.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    filter();
  });
  deeds.addEventListener("submit", (event) => {
    event.preventDefault();
    act(event.submitter.formAction);
  });
  bar.querySelector("button").addEventListener("click", () => act(undo));
  root.addEventListener("desk:patched", ({ detail: { added, now } }) => {
    if (now || !added.length) return;
    status.textContent = added.length === 1 ? root.dataset.newOne : words("newMany", added.length);
    for (const row of root.querySelectorAll("[data-key]")) row.classList.toggle("is-new", added.includes(row.dataset.key));
  });
  if ("deskKeys" in root.dataset) document.addEventListener("keydown", onKey);
})();
