// Foreign content: nothing of it is loaded before the reader asks, and then only inside a sandbox.
export function startEmbeds() {
  document.addEventListener("click", (event) => {
    const figure = event.target.closest("[data-embed] button") && event.target.closest("[data-embed]");
    if (figure) loadEmbed(figure);
  });
  document.addEventListener("swapped", offerEmbeds);
  offerEmbeds();
}

function offerEmbeds() {
  for (const button of document.querySelectorAll("[data-embed] button")) button.hidden = false;
}

function loadEmbed(figure) {
  const address = new URL(figure.dataset.embed, location.href);
  // A frame of our own host could reach out of its sandbox; there is no reason to embed ourselves.
  if (address.protocol !== "https:" || address.host === location.host) return;
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
  frame.referrerPolicy = "no-referrer";
  frame.allow = "fullscreen; encrypted-media; picture-in-picture";
  frame.title = figure.dataset.title;
  frame.src = address.href;
  figure.querySelector("button").replaceWith(frame);
  frame.focus();
}
