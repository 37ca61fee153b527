// One connection to the live log. It resumes by the last id, and yields when another tab of this site needs the
// place: browsers allow only six connections to a host over HTTP/1.1, and each tab would hold one.
const KINDS = ["publish", "update", "correct", "withdraw", "entry", "breaking", "announce", "reset"];
const PATIENCE = 4000;

export function listen({ topics: first, since, heard, lost, back }) {
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("depesche-live") : null;
  let topics = first;
  let last = since;
  let source = null;
  let worry = 0;
  let retry = 0;
  let troubled = false;

  function open() {
    close();
    source = new EventSource(`/live/events?topics=${encodeURIComponent(topics)}&last_event_id=${last}`);
    source.onopen = calm;
    source.onerror = trouble;
    for (const kind of KINDS) source.addEventListener(kind, receive);
    tabs?.postMessage("here");
  }

  function close() {
    source?.close();
    source = null;
    clearTimeout(retry);
  }

  function receive(event) {
    if (event.lastEventId) last = event.lastEventId;
    heard({ ...parseData(event.data), event: event.type });
  }

  function calm() {
    clearTimeout(worry);
    worry = 0;
    if (troubled) back();
    troubled = false;
  }

  function trouble() {
    worry ||= setTimeout(() => {
      troubled = true;
      lost();
    }, PATIENCE);
    // The browser reconnects by itself unless the server refused; then we ask again, not all at once.
    if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, 2000 + Math.random() * 6000);
  }

  if (tabs) tabs.onmessage = () => document.hidden && close();
  document.addEventListener("visibilitychange", () => !document.hidden && !source && open());
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && open());
  open();

  return {
    // Listens to other topics from here on, and misses nothing in between: their events since the last id come too.
    follow(wanted) {
      if (wanted === topics) return;
      topics = wanted;
      if (source) open();
    },
  };
}

function parseData(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
