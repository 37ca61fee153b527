import { countUnseen, renameTitle, tell } from "./line.js";
import { clockTime, say } from "./phrases.js";
import { mergeEntries } from "./live-blog.js";
import { fetchPage, keepPlace, swapParts } from "./swap.js";

// An open article follows its own changes: new text in place, and one sentence that says what happened.
export async function refreshArticle(events) {
  const { status, path, page } = await fetchPage();
  if (status === 404 || status === 410) return closeArticle(page);
  if (status !== 200 || !page.querySelector("article.article")) throw new Error(`refresh: ${status}`);
  if (path !== location.pathname) history.replaceState(history.state, "", path);
  renameTitle(page.title);
  // A reset, or an event we had already seen, may bring nothing new: then there is nothing to say.
  const moved = mergeEntries(page, { wasReset: events.some(({ event }) => event === "reset") });
  if (!swapParts(page) && !moved) return;
  if (events.every(({ event }) => event === "entry")) return; // The entry itself has been told.
  const corrected = events.some(({ event }) => event === "correct");
  tell(say(corrected ? "corrected" : "updated", { time: clockTime() }));
  countUnseen();
}

function closeArticle(page) {
  const notice = page.querySelector("main");
  keepPlace(() => {
    document.querySelector("main").replaceChildren(...(notice ? document.importNode(notice, true).childNodes : []));
  });
  scrollTo({ top: 0, behavior: "instant" });
  if (page.title) renameTitle(page.title);
  tell(say("withdrawn", { time: clockTime() }), { kind: "withdraw" });
  countUnseen();
}
