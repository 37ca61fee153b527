// The breaking line: a strip below the masthead. Loaded when there is one, baked into the page or brought by an event.
// It comes and goes without moving what is being read; it ends by itself, also on a page that has lost its connection.
const MEMORY = "depesche-breaking";
const AT_TOP = 4;
let lent = {};
let sent = "";
let ends = 0;
let timer = 0;

// `event.seconds` is what the line still has; the clock of this device is asked for differences only.
function showBreaking(event, page) {
  lent = page;
  const node = event.seconds > 0 && parsed(event.html);
  if (!node) return takeDown();
  lasts(event.seconds);
  if (remembered().closed === node.dataset.line) return takeDown();
  if (standing() && sent === node.outerHTML) return;
  sent = node.outerHTML;
  put(node);
  speak(event);
}

function standing() {
  return document.querySelector("[data-part=breaking]");
}

function parsed(html) {
  const found = new DOMParser().parseFromString(html ?? "", "text/html").querySelector("[data-part=breaking]");
  return found && document.importNode(found, true);
}

function put(node) {
  const old = standing();
  const hadFocus = old?.contains(document.activeElement);
  equip(node);
  node.dataset.fresh = "";
  hold(() => (old ? old.replaceWith(node) : document.querySelector("main").before(node)));
  if (hadFocus) node.querySelector("a, button").focus({ preventScroll: true });
}

function equip(node) {
  const link = node.querySelector("a");
  if (link?.pathname === location.pathname && link.host === location.host) link.removeAttribute("href");
  const close = Object.assign(document.createElement("button"), { type: "button", className: "breaking__close" });
  close.textContent = document.querySelector(".live__close")?.textContent ?? "×";
  close.onclick = () => {
    remember({ closed: node.dataset.line });
    takeDown();
  };
  node.append(close);
}

function takeDown() {
  const node = standing();
  lent.hush?.("breaking");
  sent = "";
  if (!node) return;
  if (node.contains(document.activeElement)) document.querySelector("main").focus({ preventScroll: true });
  hold(() => node.remove());
}

function lasts(seconds) {
  ends = Date.now() + seconds * 1000;
  clearTimeout(timer);
  timer = setTimeout(takeDown, seconds * 1000);
}

// At the top of the page the line may push; further down nothing moves under the reader's eyes.
function hold(change) {
  const main = document.querySelector("main");
  const before = main.getBoundingClientRect().top;
  const atTop = scrollY < AT_TOP;
  change();
  if (!atTop) scrollBy({ top: main.getBoundingClientRect().top - before, behavior: "instant" });
}

// Who listens hears each wording once; who reads on below sees it in the line at the foot of the window, too.
function speak({ text, href }) {
  const wording = wordingOf(standing());
  if (remembered().heard === wording) return;
  remember({ heard: wording });
  const elsewhere = href && href !== location.pathname ? href : "";
  const word = standing().getAttribute("aria-label");
  lent.tell?.(`${word}: ${text}`, scrollY < AT_TOP ? { kind: "whisper" } : { kind: "breaking", path: elsewhere });
  lent.countUnseen?.();
}

function wordingOf(node) {
  return `${node.dataset.line} ${node.querySelector(".breaking__text").textContent}`;
}

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(MEMORY)) ?? {};
  } catch {
    return {};
  }
}

function remember(fact) {
  try {
    sessionStorage.setItem(MEMORY, JSON.stringify({ ...remembered(), ...fact }));
  } catch {
    // Without storage the line may come back on the next page.
  }
}

function adopt(baked) {
  sent = baked.outerHTML;
  const seconds = (Date.parse(baked.dataset.until) - Date.now()) / 1000;
  if (remembered().closed === baked.dataset.line || !(seconds > 0)) return takeDown();
  remember({ heard: wordingOf(baked) });
  equip(baked);
  lasts(seconds);
}

function dress() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(SHEET);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

standing() ? adopt(standing()) : dress();
// A device that slept wakes up with its timers late.
document.addEventListener("visibilitychange", () => ends && Date.now() >= ends && takeDown());

export { showBreaking };
