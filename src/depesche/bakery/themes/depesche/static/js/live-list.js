import { countUnseen, hush, offer } from "./line.js";
import { sayCount } from "./phrases.js";
import { fetchPage, keepPlace, swapParts } from "./swap.js";

// Fronts and lists: at the top of the page new stories move in by themselves; further down they are offered.
const waiting = new Set();

export async function refreshList(events) {
  for (const { event, path } of events) {
    if (event === "withdraw") waiting.delete(path);
    if (event === "publish" && !knows(path)) {
      waiting.add(path);
      countUnseen();
    }
  }
  if (isAtTop()) return takeIn();
  if (events.some(({ event }) => event !== "publish")) await mendCards(events);
  if (waiting.size) offer(sayCount("stories", waiting.size), takeInAndShow);
  else hush("offer");
}

async function takeIn() {
  const { status, page } = await fetchPage();
  if (status !== 200) throw new Error(`refresh: ${status}`);
  waiting.clear();
  hush("offer");
  swapParts(page);
}

async function takeInAndShow() {
  await takeIn();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollTo({ top: 0, behavior: calm ? "instant" : "smooth" });
}

// Further down, stories that are on the page already change where they stand, and withdrawn ones go.
async function mendCards(events) {
  const { status, page } = await fetchPage();
  if (status !== 200) throw new Error(`refresh: ${status}`);
  const withdrawn = new Set(events.filter(({ event }) => event === "withdraw").map(({ path }) => path));
  keepPlace(() => {
    for (const card of document.querySelectorAll("main [data-path]")) {
      const fresh = page.querySelector(`main [data-path="${CSS.escape(card.dataset.path)}"]`);
      if (fresh && fresh.className === card.className) card.replaceWith(document.importNode(fresh, true));
      else if (!fresh && withdrawn.has(card.dataset.path)) card.remove();
    }
  });
  // After a reset nobody knows what was missed: whatever stands on the new page and not here is new.
  if (!events.some(({ event }) => event === "reset")) return;
  for (const card of page.querySelectorAll("main [data-path]")) if (!knows(card.dataset.path)) waiting.add(card.dataset.path);
}

function knows(path) {
  return document.querySelector(`main [data-path="${CSS.escape(path ?? "")}"]`) !== null;
}

function isAtTop() {
  return scrollY < 80;
}
