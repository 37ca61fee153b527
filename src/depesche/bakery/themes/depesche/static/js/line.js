// The live line: one sentence at the foot of the window, spoken politely, and gone when the reader closes it.
const liveLine = document.querySelector("[data-part=live]");
const liveText = liveLine?.querySelector("[role=status]");
const liveOffer = liveLine?.querySelector(".live__offer");
const liveClose = liveLine?.querySelector(".live__close");
// What waits behind the button goes on waiting while other sentences come and go.
let isOffering = false;
const pageTitle = { text: document.title, unseen: 0 };

export function tell(text, { kind = "news", path = "" } = {}) {
  const content = path ? Object.assign(document.createElement("a"), { href: path }) : document.createElement("span");
  content.textContent = text;
  liveText.replaceChildren(content);
  liveLine.dataset.kind = kind;
  liveClose.hidden = false;
  liveOffer.hidden = !isOffering;
}

// For those who listen: eyes have seen it happen.
export function whisper(text) {
  if (liveLine.dataset.kind && liveLine.dataset.kind !== "whisper") return;
  tell(text, { kind: "whisper" });
}

export function offer(text, accept) {
  isOffering = true;
  tell(text);
  // The button repeats the sentence for eyes; ears have heard it from the status already.
  liveOffer.textContent = text;
  liveOffer.hidden = false;
  liveLine.dataset.kind = "offer";
  liveOffer.onclick = () => {
    hush();
    accept();
  };
}

export function hush(kind) {
  if (!liveLine) return;
  if (!kind || kind === "offer") {
    isOffering = false;
    liveOffer.hidden = true;
  }
  if (kind && liveLine.dataset.kind !== kind) return;
  const hadFocus = liveLine.contains(document.activeElement);
  liveText.replaceChildren();
  delete liveLine.dataset.kind;
  liveOffer.hidden = true;
  liveClose.hidden = true;
  if (hadFocus) document.querySelector("main").focus({ preventScroll: true });
}

export function countUnseen() {
  if (!document.hidden) return;
  pageTitle.unseen += 1;
  document.title = `(${pageTitle.unseen}) ${pageTitle.text}`;
}

export function renameTitle(text) {
  pageTitle.text = text;
  document.title = pageTitle.unseen ? `(${pageTitle.unseen}) ${text}` : text;
}

export function startLine() {
  document.querySelector("main").tabIndex = -1;
  liveClose?.addEventListener("click", () => hush());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    pageTitle.unseen = 0;
    document.title = pageTitle.text;
  });
}

export function announce(data) {
  const text = data.text || data.headline || "";
  const elsewhere = data.path && data.path !== location.pathname ? data.path : "";
  if (text) tell(text, { kind: data.event, path: elsewhere });
}
