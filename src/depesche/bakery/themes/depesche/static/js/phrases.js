// The words of the page, which the page itself carries in the reader's language.
const carrier = document.querySelector("[data-part=live]");

export function say(key, fields = {}) {
  const text = carrier?.getAttribute(`data-say-${key}`) ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, name) => fields[name] ?? whole);
}

export function sayCount(key, count) {
  return say(count === 1 ? `${key}-one` : key, { count });
}

// As the page itself writes times: in the publication's zone, wherever the reader is.
export function clockTime(instant = new Date()) {
  const { lang, dataset } = document.documentElement;
  const form = { hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone: dataset.zone };
  const parts = new Intl.DateTimeFormat("en", form).formatToParts(instant);
  const [hour, minute] = ["hour", "minute"].map((kind) => parts.find(({ type }) => type === kind).value);
  return `${Number(hour)}${lang === "en" ? ":" : "."}${minute}`;
}
