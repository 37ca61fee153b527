// Swapping parts of the page for newer ones without moving what the reader is looking at.
// Parts are the elements with data-swap; their children are compared as the server sent them.
const asSent = new WeakMap();

export function rememberParts(root = document) {
  for (const part of root.querySelectorAll("[data-swap]")) {
    for (const child of part.children) asSent.set(child, child.outerHTML);
  }
}

export async function fetchPage(path = location.pathname) {
  const answer = await fetch(path, { cache: "no-cache", credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  rememberParts(page);
  return { status: answer.status, path: new URL(answer.url).pathname, page };
}

export function swapParts(page) {
  let changed = false;
  keepPlace(() => {
    for (const fresh of page.querySelectorAll("[data-swap]")) {
      const part = document.querySelector(`[data-swap="${fresh.dataset.swap}"]`);
      if (part) changed = swapChildren(part, [...fresh.children]) || changed;
    }
  });
  const { liveId, liveTopics } = page.documentElement.dataset;
  if (liveId) document.documentElement.dataset.liveId = liveId;
  if (liveTopics) document.documentElement.dataset.liveTopics = liveTopics;
  if (changed) document.dispatchEvent(new Event("swapped"));
  return changed;
}

function swapChildren(part, fresh) {
  const old = [...part.children];
  const kept = commonChildren(old, fresh);
  if (kept.size === old.length && kept.size === fresh.length) return false;
  const next = fresh.map((child) => kept.get(child) ?? arrive(child));
  const staying = new Set(next);
  for (const child of old) if (!staying.has(child)) child.remove();
  next.forEach((child, place) => {
    if (part.children[place] !== child) part.insertBefore(child, part.children[place] ?? null);
  });
  return true;
}

function arrive(child) {
  const node = document.importNode(child, true);
  asSent.set(node, asSent.get(child));
  node.dataset.fresh = "";
  return node;
}

// The longest common subsequence of what was sent: those children stay, with all their state.
function commonChildren(old, fresh) {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      const same = asSent.get(old[i]) === asSent.get(fresh[j]);
      lengths[i][j] = same ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const kept = new Map();
  for (let i = 0, j = 0; i < old.length && j < fresh.length; ) {
    if (asSent.get(old[i]) === asSent.get(fresh[j])) kept.set(fresh[j++], old[i++]);
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) i++;
    else j++;
  }
  return kept;
}

// Holds the elements at the top of the window where they are while `change` runs. When the first of them is
// replaced, the next one that stayed takes its place.
export function keepPlace(change) {
  const main = document.querySelector("main");
  const seen = [...main.querySelectorAll("[data-swap] > *, [data-swap] p, [data-swap] [data-path], [data-entries] > *")]
    .map((element) => ({ element, top: element.getBoundingClientRect().top, bottom: element.getBoundingClientRect().bottom }))
    .filter(({ bottom }) => bottom > 0);
  const wasAtTop = scrollY < 4;
  change();
  const held = seen.find(({ element }) => element.isConnected);
  if (held && !wasAtTop) scrollBy({ top: held.element.getBoundingClientRect().top - held.top, behavior: "instant" });
}
