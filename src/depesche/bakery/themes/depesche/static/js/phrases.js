// The words of the page, which the page itself carries in the reader's language.
const carrier = document.querySelector("[data-part=live]");

export function say(key, fields = {}) {
  const text = carrier?.getAttribute(`data-say-${key}`) ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, name) => fields[name] ?? whole);
}

export function sayCount(key, count) {
  return say(count === 1 ? `${key}-one` : key, { count });
}

export function clockTime(instant = new Date()) {
  const separator = document.documentElement.lang === "en" ? ":" : ".";
  return `${instant.getHours()}${separator}${String(instant.getMinutes()).padStart(2, "0")}`;
}
