/* The board of a front: cards by drag, by buttons and by keys. Each step is sent as an operation with the revision it
 * was made on; what colleagues did meanwhile stays, and where both meant the same thing the editor is asked. */
(() => {
  "use strict";

  const desk = document.querySelector("[data-front]");
  const board = document.getElementById("front-board");
  if (!desk || !board) return;
  const words = JSON.parse(desk.dataset.words);
  const status = document.getElementById("desk-status");
  const conflict = desk.querySelector("[data-front-conflict]");
  const found = desk.querySelector("[data-front-found]");
  const find = document.getElementById("front-find");
  let queue = Promise.resolve();
  let insist = null;

  const say = (text) => (status.textContent = text);
  const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_all, name) => facts[name] ?? "");
  const all = (selector, root = board) => [...root.querySelectorAll(selector)];
  const shelfOf = (row) => row.closest("[data-container]");
  const placed = (shelf) => all("[data-card]", shelf);
  const open = () => all("[data-container][data-takes]");
  const headline = (row) => row.querySelector("[data-handle]").textContent.trim();
  const byKey = (key) => board.querySelector(`[data-key="${CSS.escape(key)}"]`);

  // --- Sending --------------------------------------------------------------------------------------------------

  async function post(address, body) {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": desk.dataset.csrf },
      body: JSON.stringify({ revision: Number(board.dataset.revision), ...body }),
    });
    return { status: answer.status, ...(await answer.json().catch(() => ({}))) };
  }

  /** One after the other, so that each is made on what the one before it left. */
  function send(operations, said = words.saved) {
    return deed(desk.dataset.arrange, { operations }, said, () => send(operations, said));
  }

  function deed(address, body, said, again) {
    queue = queue.then(() => carryOut(address, body, said, again));
    return queue;
  }

  async function carryOut(address, body, said, again) {
    try {
      const answer = await post(address, body);
      if (answer.status === 200) {
        say(said);
        board.dataset.revision = answer.revision;
        await fresh();
        return true;
      }
      if (answer.status === 409) show(answer, again);
      else say(answer.text || (answer.status === 403 ? words.refused : words.failed));
      await fresh();
    } catch {
      say(words.failed);
    }
    return false;
  }

  /** The board as it is now; waits until it is drawn, or for a moment when nothing changed. */
  function fresh() {
    return new Promise((done) => {
      const timer = setTimeout(done, 3000);
      board.addEventListener("desk:patched", () => { clearTimeout(timer); done(); }, { once: true });
      board.dispatchEvent(new Event("desk:refresh"));
    });
  }

  function show({ lines, both }, again) {
    conflict.querySelector("ul").replaceChildren(...lines.map((line) => element("li", line)));
    conflict.querySelector("[data-insist]").hidden = !both;
    insist = again;
    conflict.hidden = false;
    conflict.focus();
  }

  conflict.addEventListener("click", (event) => {
    const mine = event.target.closest("[data-insist]");
    if (!mine && !event.target.closest("[data-yield]")) return;
    conflict.hidden = true;
    find.focus();
    if (mine) insist?.();
  });

  function element(name, text, facts = {}) {
    return Object.assign(document.createElement(name), { textContent: text, ...facts });
  }

  // --- Placing ----------------------------------------------------------------------------------------------------

  /** Where a card lands, named by its neighbours, so that it holds whatever a colleague does meanwhile. */
  function place(shelf, index, moving) {
    const keys = placed(shelf).map((row) => row.dataset.key).filter((key) => key !== moving);
    return { container: shelf.dataset.container, after: keys[index - 1] ?? null, before: keys[index] ?? null };
  }

  function put(row, shelf, index) {
    const isPlaced = "card" in row.dataset;
    const target = place(shelf, index, isPlaced ? row.dataset.key : null);
    if (!isPlaced) return add(Number(row.dataset.article), headline(row), shelf, index);
    const count = placed(shelf).length + (shelfOf(row) === shelf ? 0 : 1);
    const facts = { headline: headline(row), place: index + 1, count, container: shelf.dataset.name };
    return send([{ op: "move", card: row.dataset.key, ...target }], fill(words.moved, facts));
  }

  async function add(article, title, shelf, index = 0) {
    const key = `k${crypto.randomUUID().slice(0, 13)}`;
    const operations = [{ op: "add", card: { key, article }, ...place(shelf, index) }];
    const seconds = board.querySelector('[data-kind="seconds"]');
    // A new lead does not throw the old one off the page: it becomes the first of the seconds.
    const before = shelf.dataset.kind === "lead" && index === 0 ? placed(shelf)[0] : null;
    if (before && seconds) operations.push({ op: "move", card: before.dataset.key, ...place(seconds, 0) });
    const done = await send(operations, fill(words.placed, { headline: title, container: shelf.dataset.name }));
    if (done) focusHandle(byKey(key));
    return done;
  }

  /** One step up or down; over the edge into the neighbouring container. */
  async function step(row, by) {
    const shelf = shelfOf(row);
    const rows = placed(shelf);
    const index = rows.indexOf(row) + by;
    const shelves = open();
    const next = shelves[shelves.indexOf(shelf) + by];
    if (index >= 0 && index < rows.length) await put(row, shelf, index);
    else if (next) await put(row, next, by > 0 ? 0 : placed(next).length);
    focusHandle(byKey(row.dataset.key));
  }

  async function off(row) {
    const rows = all("[data-handle]");
    const next = rows[rows.indexOf(row.querySelector("[data-handle]")) + 1] ?? rows[0];
    const key = next?.closest("[data-key]").dataset.key;
    await send([{ op: "remove", card: row.dataset.key }], fill(words.removed, { headline: headline(row) }));
    if (key) focusHandle(byKey(key));
  }

  async function stepShelf(shelf, by) {
    const keys = all("[data-container]:not([data-stays])").map((one) => one.dataset.container);
    const from = keys.indexOf(shelf.dataset.container);
    if (from + by < 0 || from + by >= keys.length) return;
    const [key] = keys.splice(from, 1);
    const opening = all("[data-container][data-stays]").map((one) => one.dataset.container);
    const at = from + by;
    const after = keys[at - 1] ?? opening.at(-1) ?? null;
    await send([{ op: "move_container", container: key, after, before: keys[at] ?? null }]);
  }

  // --- Keys and buttons -------------------------------------------------------------------------------------------

  function focusHandle(row) {
    const handle = row?.querySelector("[data-handle]");
    if (!handle) return;
    for (const one of all('[data-handle][tabindex="0"]')) one.tabIndex = -1;
    handle.tabIndex = 0;
    handle.focus();
  }

  function rove() {
    if (!board.querySelector('[data-handle][tabindex="0"]')) board.querySelector("[data-handle]")?.setAttribute("tabindex", "0");
  }

  board.addEventListener("focusin", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle) return;
    for (const one of all('[data-handle][tabindex="0"]')) one.tabIndex = -1;
    handle.tabIndex = 0;
  });

  board.addEventListener("keydown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.ctrlKey || event.metaKey) return;
    const row = handle.closest("[data-article]");
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const isPlaced = "card" in row.dataset;
    if (event.altKey && by) {
      event.preventDefault();
      if (isPlaced) step(row, by);
      return;
    }
    const handles = all("[data-handle]:not(:disabled)");
    if (by) focusHandle(handles[handles.indexOf(handle) + by]?.closest("[data-article]"));
    else if (event.key === "Home") focusHandle(handles[0].closest("[data-article]"));
    else if (event.key === "End") focusHandle(handles.at(-1).closest("[data-article]"));
    else if (event.key === "Delete" && isPlaced) off(row);
    else return;
    event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "f" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    find.focus();
  });

  board.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const row = button.closest("[data-article]");
    const shelf = button.closest("[data-container]");
    const { dataset } = button;
    if ("up" in dataset) step(row, -1);
    else if ("down" in dataset) step(row, 1);
    else if ("off" in dataset) off(row);
    else if ("keep" in dataset || ("handle" in dataset && !("card" in row.dataset))) put(row, shelf, placed(shelf).length);
    else if ("handle" in dataset) unfold(row);
    else if ("shelfUp" in dataset) stepShelf(shelf, -1);
    else if ("shelfDown" in dataset) stepShelf(shelf, 1);
    else if ("shelfRemove" in dataset) send([{ op: "remove_container", container: shelf.dataset.container }]);
    else if ("shelfSettings" in dataset) desk.dispatchEvent(new CustomEvent("front:shelf", { detail: { shelf } }));
    else if ("version" in dataset) deed(desk.dataset.restore, { version: Number(dataset.version) }, words.restored);
    else if ("frontRecover" in dataset) deed(desk.dataset.recover, {}, words.recovered);
  });

  const unfold = (row) => desk.dispatchEvent(new CustomEvent("front:card", { detail: { row } }));
  desk.addEventListener("front:send", ({ detail }) => send(detail.operations));

  desk.querySelector("[data-front-publish]")?.addEventListener("click", () => publish());
  const publish = () => deed(desk.dataset.publish, {}, words.published, publish);
  desk.querySelector("[data-front-discard]").addEventListener("click", () => discard());
  const discard = () => deed(desk.dataset.discard, {}, words.discarded, discard);

  desk.querySelector("[data-front-add]")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const { kind, title } = event.target.elements;
    const [sort, rest] = kind.value.split(":");
    const container = { key: `c${crypto.randomUUID().slice(0, 13)}`, kind: "free", title: title.value };
    if (sort === "section") Object.assign(container, { kind: "band", source: kind.value });
    else if (sort === "topic") container.source = kind.value;
    else if (sort === "shared") Object.assign(container, { kind: "shared", shared: Number(rest), title: "" });
    else if (sort === "sections") Object.assign(container, { kind: "sections", title: "" });
    const opening = all("[data-container][data-stays]").at(-1);
    send([{ op: "add_container", container, after: opening?.dataset.container ?? null }]);
    title.value = "";
  });

  // --- Dragging ---------------------------------------------------------------------------------------------------

  let dragged = null;
  const gap = element("li", "", { className: "front-row__gap" });
  gap.setAttribute("aria-hidden", "true");

  document.addEventListener("dragstart", (event) => {
    const row = event.target.closest?.("[data-article]");
    if (!row || !desk.contains(row)) return;
    dragged = row;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.dataset.article);
  });

  board.addEventListener("dragover", (event) => {
    const shelf = event.target.closest("[data-container][data-takes]");
    if (!dragged || !shelf) return;
    event.preventDefault();
    const rows = placed(shelf).filter((row) => row !== dragged);
    const before = rows.find((row) => event.clientY < row.getBoundingClientRect().top + row.offsetHeight / 2);
    const list = shelf.querySelector("[data-rows]");
    if (before) before.before(gap);
    else if (rows.length) rows.at(-1).after(gap);
    else list.prepend(gap);
    gap.place = before ? rows.indexOf(before) : rows.length;
  });

  board.addEventListener("drop", (event) => {
    const shelf = event.target.closest("[data-container][data-takes]");
    if (!dragged || !shelf) return;
    event.preventDefault();
    const row = dragged;
    gap.remove();
    if (desk.querySelector("[data-front-found]").contains(row)) add(Number(row.dataset.article), row.dataset.headline, shelf, gap.place);
    else put(row, shelf, gap.place ?? 0);
  });

  document.addEventListener("dragend", () => {
    dragged = null;
    gap.remove();
  });

  // --- Finding ----------------------------------------------------------------------------------------------------

  let asked = 0;
  async function offer() {
    const number = ++asked;
    const address = new URL(desk.dataset.stories, location.href);
    address.searchParams.set("q", find.value.trim());
    address.searchParams.set("place", desk.dataset.place);
    const answer = await fetch(address);
    if (!answer.ok || number !== asked) return;
    const { stories } = await answer.json();
    found.replaceChildren(...(stories.length ? stories.map(result) : [element("li", words.none, { className: "desk-note" })]));
  }

  function result(story) {
    const row = element("li", "", { draggable: true, className: "front__story" });
    Object.assign(row.dataset, { article: story.key, headline: story.headline });
    const note = [story.note, story.live ? "" : words.draft, story.placed ? words.placed_already : ""].filter(Boolean).join(" · ");
    row.append(element("p", story.headline, { className: "front__headline" }), element("p", note, { className: "desk-note" }));
    if (story.placed) return row;
    const deeds = element("p", "", { className: "front__places" });
    const shelves = open();
    for (const shelf of shelves.slice(0, 3)) deeds.append(placing(story, shelf));
    if (shelves.length > 3) deeds.append(choice(story, shelves.slice(3)));
    row.append(deeds);
    return row;
  }

  function placing(story, shelf) {
    const button = element("button", shelf.dataset.name, { type: "button" });
    button.setAttribute("aria-label", `${shelf.dataset.name}: ${story.headline}`);
    button.addEventListener("click", () => add(story.key, story.headline, shelfNamed(shelf.dataset.container)));
    return button;
  }

  function choice(story, shelves) {
    const select = element("select", "");
    select.setAttribute("aria-label", `${words.place}: ${story.headline}`);
    select.append(element("option", `${words.place} …`, { value: "" }));
    for (const shelf of shelves) select.append(element("option", shelf.dataset.name, { value: shelf.dataset.container }));
    select.addEventListener("change", () => select.value && add(story.key, story.headline, shelfNamed(select.value)));
    return select;
  }

  const shelfNamed = (key) => board.querySelector(`[data-container="${CSS.escape(key)}"]`);

  let pause = 0;
  find.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => offer().catch(() => {}), 150);
  });

  // --- What others did, and the preview -----------------------------------------------------------------------------

  const preview = document.getElementById("front-preview");
  const frame = preview.querySelector("iframe");
  const toggle = desk.querySelector("[data-front-preview]");
  const load = () => preview.hidden || (frame.src = frame.dataset.src);
  toggle.addEventListener("click", () => {
    preview.hidden = !preview.hidden;
    toggle.setAttribute("aria-expanded", String(!preview.hidden));
    load();
  });
  preview.addEventListener("click", (event) => {
    const width = event.target.closest("button")?.dataset.width;
    if (!width) return;
    preview.querySelector(".front__frame").dataset.width = width;
    for (const one of preview.querySelectorAll("button")) {
      one.setAttribute("aria-pressed", String(one.dataset.width === width));
      one.classList.toggle("button-secondary", one.dataset.width !== width);
    }
  });

  let revision = board.dataset.revision;
  board.addEventListener("desk:patched", ({ detail }) => {
    rove();
    const others = detail.added.filter((key) => key.startsWith("step-")).map(byKey).filter((line) => line && !("mine" in line.dataset));
    if (others.length) say(others.map((line) => fill(words.other, { who: line.dataset.who, text: line.dataset.step })).join(" "));
    if (board.dataset.revision === revision) return;
    revision = board.dataset.revision;
    load();
    offer().catch(() => {});
  });

  rove();
  offer().catch(() => {});
})();
