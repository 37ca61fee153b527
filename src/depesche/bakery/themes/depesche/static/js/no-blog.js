// On pages that are no live blog: the same names as live-blog.js, and nothing behind them.
export function startBlog() {}

export function takeEntry() {}

export function offerReload() {}

// The article has become a live blog: it needs the other script.
export function mergeEntries(page) {
  if (page.querySelector("[data-entries]")) location.reload();
  return false;
}
