import { tell } from "./line.js";
import { say } from "./phrases.js";

// Sharing: the device's own sheet where there is one, and the link on the clipboard. The rest are plain links.
export function startShare() {
  if (navigator.share) for (const item of document.querySelectorAll(".share__native")) item.hidden = false;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-share]");
    const copy = event.target.closest("[data-copy]");
    if (button) navigator.share({ url: button.dataset.share, title: button.dataset.title }).catch(() => {});
    if (!copy || !navigator.clipboard) return;
    event.preventDefault();
    await navigator.clipboard.writeText(copy.href);
    tell(say("copied"));
  });
}
