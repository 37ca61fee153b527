import { countUnseen, hush, offer, whisper } from "./line.js";
import { sayCount } from "./phrases.js";
import { fetchPage, keepPlace } from "./swap.js";

// A live blog: entries come whole with their events. At the top they move in; elsewhere they wait behind a button.
// An entry is told apart by its number, and a newer version of it never gives way to an older one.
const unread = new Map();
// More was missed than the page shows: the link to what lies between, and the entry it is to stand below.
let gap = null;
const STRETCH = 20;
const PAUSE_BETWEEN_WORDS = 10000;
let unspoken = 0;
let speaking = 0;

function entryList() {
  return document.querySelector("[data-entries]");
}

export function takeEntry({ entry, version, html, removed, refresh }, refetch) {
  if (!entryList()) return;
  const standing = standingEntry(entry);
  if (!removed && !html) return refetch?.(); // Too long for the stream.
  if (removed) {
    unread.delete(entry);
    if (standing) {
      keepPlace(() => {
        standing.remove();
        headDays();
      });
    }
    unread.size ? offerUnread() : hush("offer");
  } else if (standing) {
    replaceEntry(standing, version, html);
  } else if (entry > newestEntry()) {
    if (!unread.has(entry)) countUnseen();
    if ((unread.get(entry)?.version ?? 0) < version) unread.set(entry, { version, html });
    isReadingTop() ? letIn() : offerUnread();
  }
  return refresh && refetch ? refetch() : undefined;
}

// After the page was fetched anew, for whatever reason: what it holds is right, what it does not reach stays. After a
// reset, edits of what it does not reach may have been missed, so that is asked for too.
export function mergeEntries(page, { wasReset = false } = {}) {
  const fresh = [...page.querySelectorAll("[data-entries] > [data-entry]")];
  if (!entryList() || !page.querySelector("[data-entries]")) return false;
  const numbers = new Set(fresh.map((node) => Number(node.dataset.entry)));
  const lowest = fresh.length ? Math.min(...numbers) : 0;
  let changed;
  const newest = Math.max(newestEntry(), ...unread.keys());
  const beyond = page.querySelector("a[data-older]");
  if (wasReset && beyond) renewOlder(lowest, beyond.getAttribute("href"));
  if (beyond && newest > 0 && newest < lowest) gap = { below: lowest, link: document.importNode(beyond, true) };
  changed = dropGone(lowest, Math.max(0, ...numbers), numbers);
  for (const node of fresh.reverse()) {
    const { entry, version } = node.dataset;
    const standing = standingEntry(entry);
    if (standing) changed = replaceEntry(standing, Number(version), node.outerHTML) || changed;
    else if (Number(entry) > newestEntry()) unread.set(Number(entry), { version: Number(version), html: node.outerHTML });
  }
  if (unread.size) isReadingTop() ? letIn() : offerUnread();
  return changed;
}

// What stands between the two numbers and is not among those that are right has been deleted meanwhile.
function dropGone(lowest, highest, right) {
  const gone = [...entryList().querySelectorAll("[data-entry]")].filter(({ dataset }) => {
    const number = Number(dataset.entry);
    return number >= lowest && number <= highest && !right.has(number);
  });
  if (!gone.length) return false;
  keepPlace(() => {
    for (const node of gone) node.remove();
    headDays();
  });
  return true;
}

async function renewOlder(below, address) {
  const standing = [...entryList().querySelectorAll("[data-entry]")].map(({ dataset }) => Number(dataset.entry));
  for (const stretch of new Set(standing.filter((number) => number < below).map(stretchOf))) {
    const { status, page } = await fetchPage(stretchAddress(address, stretch)).catch(() => ({}));
    if (![200, 404, 410].includes(status)) continue;
    const right = [...page.querySelectorAll("[data-entries] > [data-entry]")];
    const last = Math.min(stretch * STRETCH, below - 1);
    dropGone((stretch - 1) * STRETCH + 1, last, new Set(right.map(({ dataset }) => Number(dataset.entry))));
    for (const node of right) {
      const old = standingEntry(node.dataset.entry);
      if (old) replaceEntry(old, Number(node.dataset.version), node.outerHTML);
    }
  }
}

function stretchOf(number) {
  return Math.ceil(number / STRETCH);
}

function stretchAddress(older, stretch) {
  return older.replace(/\d+\/$/, `${stretch}/`);
}

function standingEntry(number) {
  return entryList().querySelector(`[data-entry="${CSS.escape(number)}"]`);
}

function newestEntry() {
  return Math.max(0, ...[...entryList().querySelectorAll("[data-entry]")].map(({ dataset }) => Number(dataset.entry)));
}

function replaceEntry(standing, version, html) {
  if (Number(standing.dataset.version) >= version) return false;
  keepPlace(() => {
    standing.replaceWith(entryFrom(html));
    headDays();
  });
  return true;
}

// A day is named once, above its newest entry. Headings that stand right stay, so that nobody's focus or place is lost.
function headDays() {
  let day = "";
  for (const node of [...entryList().children]) {
    if (node.matches(".ticker__day")) {
      const begins = node.nextElementSibling?.dataset.day;
      if (!begins || begins === day || node.textContent !== begins) node.remove();
    } else if (node.dataset.day && node.dataset.day !== day) {
      day = node.dataset.day;
      if (!node.previousElementSibling?.matches(".ticker__day")) node.before(dayHeading(day));
    }
  }
}

function dayHeading(day) {
  const heading = Object.assign(document.createElement("h3"), { textContent: day });
  const item = Object.assign(document.createElement("li"), { className: "ticker__day" });
  item.append(heading);
  return item;
}

function entryFrom(html) {
  const node = document.importNode(new DOMParser().parseFromString(`<ol>${html}</ol>`, "text/html").querySelector("li"), true);
  node.dataset.fresh = "";
  return node;
}

// The top is where the newest entry would move in without pushing what is being read.
function isReadingTop() {
  return entryList().getBoundingClientRect().top > 0;
}

function letIn() {
  const arriving = [...unread].sort(([one], [other]) => one - other);
  unread.clear();
  hush("offer");
  entryList().querySelector(".ticker__empty")?.remove();
  keepPlace(() => {
    for (const [number, { html }] of arriving) {
      if (number >= gap?.below) openGap();
      entryList().prepend(entryFrom(html));
    }
    headDays();
  });
  speak(arriving.length);
  document.dispatchEvent(new Event("swapped"));
}

function openGap() {
  const item = Object.assign(document.createElement("li"), { className: "ticker__gap" });
  item.append(gap.link);
  gap = null;
  entryList().prepend(item);
}

function offerUnread() {
  offer(sayCount("entries", unread.size), () => {
    letIn();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    entryList().scrollIntoView({ block: "start", behavior: calm ? "instant" : "smooth" });
  });
}

// One summary for those who listen, however many entries there were.
function speak(count) {
  unspoken += count;
  if (speaking || !unspoken) return;
  whisper(sayCount("entries", unspoken));
  unspoken = 0;
  speaking = setTimeout(() => {
    speaking = 0;
    speak(0);
  }, PAUSE_BETWEEN_WORDS);
}

// For those who save data, and so follow nothing: the same words as for those without scripts.
export function offerReload() {
  const plain = document.querySelector("[data-part=ticker] noscript");
  plain?.replaceWith(...new DOMParser().parseFromString(plain.textContent, "text/html").body.children);
}

export function startBlog() {
  if (!entryList()) return;
  leadToOlder();
  // Who closed the line, or read on upward by themselves, finds them at the top.
  document.addEventListener("scrollend", () => unread.size && entryList() && isReadingTop() && letIn());
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-older]");
    if (link) {
      event.preventDefault();
      addOlder(link);
    }
    const lead = event.target.closest("a[data-leads-to]");
    if (lead && document.getElementById(`e${lead.dataset.leadsTo}`)) {
      event.preventDefault();
      location.hash = `e${lead.dataset.leadsTo}`;
    }
  });
}

// A link to an entry that the page shows no more: it stands in its stretch, twenty to each, by number.
function leadToOlder() {
  const [, number] = location.hash.match(/^#e(\d{1,8})$/) ?? [];
  const older = document.querySelector("a[data-older]");
  if (!number || !older || standingEntry(number) || number > newestEntry()) return;
  location.replace(`${stretchAddress(older.getAttribute("href"), stretchOf(Number(number)))}${location.hash}`);
}

async function addOlder(link) {
  link.setAttribute("aria-busy", "true");
  try {
    const { status, page } = await fetchPage(link.getAttribute("href"));
    if (status !== 200) throw new Error(String(status));
    const older = [...page.querySelectorAll("[data-entries] > [data-entry]")].filter(({ dataset }) => !standingEntry(dataset.entry));
    const nodes = older.map((node) => document.importNode(node, true));
    const next = page.querySelector("a[data-older]");
    const between = link.closest(".ticker__gap");
    between ? between.before(...nodes) : entryList().append(...nodes);
    const meets = between && nodes.length < page.querySelectorAll("[data-entries] > [data-entry]").length;
    if (next && !meets) link.replaceWith(document.importNode(next, true));
    else (between ?? link).remove();
    headDays();
    if (nodes.length) Object.assign(nodes[0], { tabIndex: -1 }).focus({ preventScroll: true });
  } catch {
    location.href = link.href;
  }
}
