// Results while typing. The form works without: this asks for the same page and takes its results over.
const form = document.querySelector(".search");
const status = document.getElementById("stand");
let pause;
let running;

async function ask() {
  const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  running?.abort();
  running = new AbortController();
  const address = `${form.getAttribute("action")}?${asked}`;
  try {
    const answer = await fetch(`${address}&sofort=1`, { signal: running.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("treffer");
    if (!fresh) return;
    document.getElementById("treffer").replaceWith(fresh);
    document.title = page.title;
    history.replaceState(null, "", address);
    status.textContent = fresh.querySelector("h2")?.textContent ?? "";
  } catch {
    // Still typing, or offline: the button is there.
  }
}

form?.addEventListener("input", (event) => {
  clearTimeout(pause);
  const isShort = event.target.name === "q" && event.target.value.trim().length < 2;
  if (!isShort) pause = setTimeout(ask, 250);
});
