/* The forms beside the board: a card's own words, size, picture, time and lines; a container's title and source. */
(() => {
  "use strict";

  const desk = document.querySelector("[data-front]");
  if (!desk) return;
  const words = JSON.parse(desk.dataset.words);
  const form = desk.querySelector("[data-front-card]");
  const shelfForm = desk.querySelector("[data-front-shelf]");
  const pictures = form.querySelector("[data-pictures]");
  const links = form.querySelector("[data-links]");
  const results = form.querySelector("[data-link-results]");
  let card = null;
  let shelf = null;
  let opener = null;

  const element = (name, text, facts = {}) => Object.assign(document.createElement(name), { textContent: text, ...facts });
  const send = (operations) => desk.dispatchEvent(new CustomEvent("front:send", { detail: { operations } }));
  const back = (key) =>
    document.querySelector(`#front-board [data-key="${CSS.escape(key)}"] :is([data-handle], [data-shelf-settings])`)?.focus();

  function unfold(one) {
    for (const other of [form, shelfForm]) other.hidden = other !== one;
    one.querySelector("h2").focus();
    one.scrollIntoView({ block: "nearest" });
  }

  function close() {
    form.hidden = shelfForm.hidden = true;
    if (opener) back(opener);
  }

  // --- A card -----------------------------------------------------------------------------------------------------

  desk.addEventListener("front:card", ({ detail: { row } }) => {
    card = JSON.parse(row.dataset.card);
    opener = card.key;
    form.querySelector("h2").textContent = card.own;
    const { headline, kicker, teaser, size, until } = form.elements;
    [headline.value, kicker.value, teaser.value, size.value] = [card.headline, card.kicker, card.teaser, card.size];
    headline.placeholder = card.own;
    until.value = card.until ? local(new Date(card.until)) : "";
    form.querySelector("[data-edit-article]").href = `/desk/pages/${card.article}/edit/`;
    showPictures([]);
    links.replaceChildren(...card.sublinks.map(line));
    results.replaceChildren();
    unfold(form);
  });

  const local = (date) => new Date(date - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { headline, kicker, teaser, size, until, picture } = form.elements;
    const chosen = picture.value === "" ? null : Number(picture.value);
    const now = {
      headline: headline.value.trim(),
      kicker: kicker.value.trim(),
      teaser: teaser.value.trim(),
      size: size.value,
      until: until.value ? new Date(until.value).toISOString() : null,
      picture: chosen,
      sublinks: [...links.children].map((one) => ({
        article: Number(one.dataset.article),
        text: one.querySelector("input").value.trim(),
      })),
    };
    const before = { ...card, until: card.until && new Date(card.until).toISOString(), sublinks: card.sublinks.map(({ article, text }) => ({ article, text })) };
    if (before.until && until.value === local(new Date(before.until))) now.until = before.until;
    // Only what was changed is sent, so that a colleague's other words stay.
    const fields = Object.fromEntries(Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])));
    if (Object.keys(fields).length) send([{ op: "edit", card: card.key, fields }]);
    close();
  });

  function showPictures(found) {
    const own = [
      { key: "", title: words.article_picture },
      { key: 0, title: words.no_picture },
    ];
    if (card.picture) own.push({ key: card.picture, title: words.chosen_picture });
    const current = form.elements.picture?.value ?? String(card.picture ?? "");
    pictures.replaceChildren(...[...own, ...found].map((one) => radio(one, current)));
  }

  function radio({ key, title, thumbnail }, current) {
    const label = element("label", "", { className: "front__picture" });
    const input = element("input", "", { type: "radio", name: "picture", value: String(key), checked: String(key) === current });
    label.append(input);
    if (thumbnail) label.append(element("img", "", { src: thumbnail, alt: "", width: 64, height: 43 }));
    label.append(element("span", title));
    return label;
  }

  async function ask(address, text) {
    const url = new URL(address, location.href);
    url.searchParams.set("q", text);
    const answer = await fetch(url);
    return answer.ok ? answer.json() : {};
  }

  typed(form.querySelector("#card-picture"), async (text) => showPictures((await ask(desk.dataset.pictures, text)).pictures ?? []));
  typed(form.querySelector("#card-link"), async (text) => {
    const { stories = [] } = text ? await ask(desk.dataset.stories, text) : {};
    results.replaceChildren(...stories.filter(({ key }) => key !== card.article).slice(0, 6).map(offered));
  });

  function typed(input, then) {
    let pause = 0;
    input.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => then(input.value.trim()).catch(() => {}), 200);
    });
    input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  }

  function offered(story) {
    const row = element("li", "", { className: "front__story" });
    const button = element("button", words.line, { type: "button" });
    button.setAttribute("aria-label", `${words.line}: ${story.headline}`);
    button.addEventListener("click", () => {
      links.append(line({ article: story.key, text: "", headline: story.headline }));
      row.remove();
      links.lastElementChild.querySelector("input").focus();
    });
    row.append(element("p", story.headline, { className: "front__headline" }), button);
    return row;
  }

  function line({ article, text, headline }) {
    const row = element("li", "");
    row.dataset.article = article;
    const input = element("input", "", { type: "text", value: text, placeholder: headline ?? "", maxLength: 200 });
    input.setAttribute("aria-label", headline ?? "");
    const gone = element("button", "×", { type: "button" });
    gone.setAttribute("aria-label", `${words.remove_line}: ${headline ?? text}`);
    gone.addEventListener("click", () => row.remove());
    row.append(input, gone);
    return row;
  }

  // --- A container --------------------------------------------------------------------------------------------------

  desk.addEventListener("front:shelf", ({ detail }) => {
    shelf = detail.shelf;
    opener = shelf.dataset.key;
    const { title, source, limit } = shelfForm.elements;
    [title.value, source.value, limit.value] = [shelf.dataset.title, shelf.dataset.source, shelf.dataset.limit];
    shelfForm.querySelector("h2").textContent = shelf.dataset.name;
    unfold(shelfForm);
  });

  shelfForm.addEventListener("submit", (event) => {
    event.preventDefault();
    const { title, source, limit } = shelfForm.elements;
    const now = { title: title.value.trim(), source: source.value, limit: Number(limit.value) };
    const before = { title: shelf.dataset.title, source: shelf.dataset.source, limit: Number(shelf.dataset.limit) };
    const fields = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== before[name]));
    if (Object.keys(fields).length) send([{ op: "edit_container", container: shelf.dataset.container, fields }]);
    close();
  });

  for (const one of [form, shelfForm]) {
    one.addEventListener("keydown", (event) => event.key === "Escape" && close());
    one.querySelector("[data-close]").addEventListener("click", close);
  }
})();
