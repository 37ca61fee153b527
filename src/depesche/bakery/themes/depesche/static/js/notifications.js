// The page for choosing notifications. The browser holds the subscription; the server learns endpoint, keys and topics.
const form = document.querySelector("form[data-push-key]");
const status = document.querySelector(".choice__status");
const CHOSEN = "depesche-push";
const ADDRESS = "/benachrichtigungen/abo/";

const tellReader = (key) => (status.textContent = form.getAttribute(`data-say-${key}`) ?? "");

async function post(address, facts) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(facts), credentials: "omit" });
  if (!answer.ok) throw new Error(String(answer.status));
}

async function save(worker) {
  if ((await Notification.requestPermission()) !== "granted") return tellReader("denied");
  const topics = [...form.querySelectorAll("input:checked")].map(({ value }) => value);
  if (!topics.length) return end(worker);
  const key = { userVisibleOnly: true, applicationServerKey: form.dataset.pushKey };
  const subscription = (await worker.pushManager.getSubscription()) ?? (await worker.pushManager.subscribe(key));
  await post(ADDRESS, { ...subscription.toJSON(), topics });
  localStorage.setItem(CHOSEN, JSON.stringify(topics));
  show(true);
  tellReader("saved");
}

async function end(worker) {
  const subscription = await worker.pushManager.getSubscription();
  if (subscription) {
    await post(`${ADDRESS}ende/`, { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }
  localStorage.removeItem(CHOSEN);
  show(false);
  tellReader("off");
}

function show(subscribed) {
  form.querySelector(".choice__end").hidden = !subscribed;
  form.querySelector(".choice__button").textContent = form.getAttribute(subscribed ? "data-say-change" : "data-say-begin");
}

async function begin() {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return tellReader("missing");
  const worker = await navigator.serviceWorker.register("/push.js");
  const subscribed = (await worker.pushManager.getSubscription()) !== null;
  const chosen = JSON.parse(localStorage.getItem(CHOSEN) ?? "null");
  if (subscribed && chosen) for (const box of form.elements.topic) box.checked = chosen.includes(box.value);
  show(subscribed);
  form.hidden = false;
  const guarded = (deed) => deed(worker).catch(() => tellReader("failed"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    guarded(save);
  });
  form.querySelector(".choice__end").addEventListener("click", () => guarded(end));
}

if (form) begin().catch(() => tellReader("failed"));
