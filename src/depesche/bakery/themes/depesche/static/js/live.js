import { announce, countUnseen, hush, tell } from "./line.js";
import { refreshArticle } from "./live-article.js";
import { offerReload, startBlog, takeEntry } from "./live-blog.js";
import { refreshList } from "./live-list.js";
import { say } from "./phrases.js";
import { listen } from "./stream.js";

// Decides what an event means for this page. Readers ask for the page again spread over 150 ms, one at a time.
const SPREAD = 150;
const LATER = 1000;
const TRIES = 6;

export function startLive() {
  startBlog();
  const { liveTopics, liveId } = document.documentElement.dataset;
  if (!liveTopics || !("EventSource" in window)) return;
  if (location.pathname.startsWith("/desk/")) return; // A preview is no reader.
  if (navigator.connection?.saveData) {
    offerReload();
    return;
  }
  const refresh = document.querySelector("article.article") ? refreshArticle : refreshList;
  const queue = [];
  let busy = false;

  async function work() {
    if (busy) return;
    busy = true;
    for (let failures = 0; queue.length; ) {
      await new Promise((resume) => setTimeout(resume, Math.random() * (failures ? LATER * 2 ** failures : SPREAD)));
      const events = queue.splice(0);
      try {
        await refresh(events);
        failures = 0;
        stream.follow(document.documentElement.dataset.liveTopics); // An article with a new address has a new topic.
      } catch {
        // The page could not be had: asked for again some times, ever later; then the next event brings it.
        failures += 1;
        if (failures <= TRIES) queue.unshift(...events.slice(-TRIES));
      }
    }
    busy = false;
  }

  const stream = listen({
    topics: liveTopics,
    since: liveId || "0",
    heard(event) {
      if (event.event === "entry") return takeEntry(event, () => { queue.push(event); work(); });
      if (event.event === "announce") return announce(event);
      if (event.event === "breaking") return showLine(event);
      queue.push(event);
      work();
    },
    lost: () => tell(say("lost"), { kind: "lost" }),
    back: () => hush("lost"),
  });
}

// Its script comes with the event, so that no other page carries it, and is not asked for when the line is long gone.
// What the network lost is asked for again.
let line;
function showLine(event) {
  const again = () => (event.seconds -= 3) > 0 && setTimeout(showLine, 3000, event);
  if (event.script && (event.seconds > 0 || line || document.querySelector("[data-part=breaking]"))) {
    line = import(event.script).then((it) => it.showBreaking(event, { countUnseen, hush, tell }), again);
  }
}
