/* Bars below headlines and leads: what each place shows of them, while one types. The numbers are the copy desk's. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const source = document.getElementById("desk-lengths");
  if (!source) return;
  const { surfaces, fields, own } = JSON.parse(source.textContent);
  const field = (name) => document.getElementById(`id_${name}`);

  /* The whole words that fit; the same rule as `copydesk.lengths.shown`. */
  function shown(text, most) {
    const letters = [...text.trim()];
    if (letters.length <= most) return letters.join("");
    const cut = letters.slice(0, most + 1).join("").trimEnd();
    const whole = [...cut].length <= most ? cut : cut.slice(0, Math.max(0, cut.lastIndexOf(" ")));
    return (whole || letters.slice(0, most).join("")).replace(/[ ,;:–-]+$/, "");
  }

  function row(surface, text) {
    const { most, fits, long } = surfaces[surface];
    const length = [...text].length;
    const item = document.createElement("li");
    item.className = length > most ? "desk-lengths__place desk-lengths__place--long" : "desk-lengths__place";
    const bar = item.appendChild(document.createElement("span"));
    bar.className = "desk-lengths__bar";
    bar.setAttribute("aria-hidden", "true");
    bar.appendChild(document.createElement("span")).style.inlineSize = `${Math.min(100, (100 * length) / most)}%`;
    const said = item.appendChild(document.createElement("span"));
    const end = shown(text, most).split(" ").slice(-2).join(" ");
    said.textContent = length > most ? long.replace("%s", end) : fits;
    const count = item.appendChild(document.createElement("span"));
    count.className = "desk-lengths__count";
    count.textContent = `${length}/${most}`;
    return item;
  }

  function draw(name) {
    const input = field(name);
    const list = document.getElementById(`desk-lengths-${name}`);
    const text = input.value.trim();
    // A place that has words of its own is told of beside those.
    const places = fields[name].filter((place) => own[place] === name || !(own[place] && field(own[place])?.value.trim()));
    list.replaceChildren(...(text ? places.map((place) => row(place, text)) : []));
  }

  for (const name of Object.keys(fields)) {
    const input = field(name);
    if (!input) continue;
    const list = document.createElement("ul");
    list.id = `desk-lengths-${name}`;
    list.className = "desk-lengths";
    input.insertAdjacentElement("afterend", list);
    input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") || ""} ${list.id}`.trim());
    input.addEventListener("input", () => Object.keys(fields).forEach((each) => field(each) && draw(each)));
    draw(name);
  }

  // The headline wraps as it is long, and is one line of text all the same.
  field("title")?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  });
});
