/* The breaking line's form: articles are offered while one types, and a time that is typed is the one that is meant. */
(() => {
  "use strict";

  const form = document.querySelector("[data-desk-breaking]");
  if (!form) return;
  const link = form.elements.link;
  const offered = document.getElementById("desk-articles");
  let asked = 0;

  async function offer() {
    const words = link.value.trim();
    if (words.startsWith("/") || words.includes("://")) return;
    const number = ++asked;
    const answer = await fetch(`${form.dataset.deskBreaking}?q=${encodeURIComponent(words)}`);
    if (!answer.ok || number !== asked) return;
    const { articles } = await answer.json();
    offered.replaceChildren(
      ...articles.map(({ path, headline }) => Object.assign(document.createElement("option"), { value: path, textContent: headline })),
    );
  }

  let pause = 0;
  link.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => offer().catch(() => {}), 200);
  });
  const until = form.elements.until;
  const meant = () => until.value && (form.querySelector("input[name=duration][value=until]").checked = true);
  until.addEventListener("input", meant);
  until.addEventListener("change", meant);
})();
