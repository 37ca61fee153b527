import { say, sayCount } from "./phrases.js";

// What is new since the last visit, and how long ago a fresh story came out. Stays on the reader's device.
const STORE = "depesche-visit";
const PAUSE = 30 * 60 * 1000;

export function startVisit() {
  const before = lastVisit();
  const mark = () => {
    if (before) for (const time of document.querySelectorAll("main [data-path] time[data-time]")) markNew(time, before);
    for (const time of document.querySelectorAll(".byline time[data-time]")) sayAgo(time);
  };
  mark();
  setInterval(mark, 60000);
  document.addEventListener("swapped", mark);
}

// Pages read within half an hour are one visit: its beginning is compared with the end of the one before.
function lastVisit() {
  try {
    const now = Date.now();
    const { seen = 0, before = 0 } = JSON.parse(localStorage.getItem(STORE) ?? "{}");
    const since = now - seen > PAUSE ? seen : before;
    localStorage.setItem(STORE, JSON.stringify({ seen: now, before: since }));
    return since;
  } catch {
    return 0;
  }
}

function markNew(time, before) {
  if (Date.parse(time.dateTime) <= before || time.parentElement.querySelector(".new")) return;
  const mark = document.createElement("span");
  mark.className = "new";
  mark.textContent = say("new");
  mark.title = say("new-since");
  time.parentElement.append(" ", mark);
}

function sayAgo(time) {
  const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60000);
  const line = time.parentElement;
  let ago = line.querySelector(".ago");
  if (minutes < 0 || minutes > 59) return ago?.remove();
  if (!ago) {
    ago = document.createElement("span");
    ago.className = "ago";
    line.append(ago);
  }
  ago.textContent = minutes ? sayCount("ago", minutes) : say("ago-now");
}
