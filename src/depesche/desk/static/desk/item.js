/* One item by key: j and k go to the items around it, c claims, x spikes; what has a key says so in data-desk-key. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [contenteditable], [role=dialog]")) return;
  const wanted = document.querySelector(`[data-desk-key="${CSS.escape(event.key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});
