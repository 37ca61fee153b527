/* What comes from Word, mail and other pages is cleaned before Draftail reads it. Draftail itself drops styles, fonts
   and Word's lists of paragraphs; left to do are links that spy, marks of comments, lines of mails, cells of tables. */
(() => {
  "use strict";

  const SPIES = /^(utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|mc_cid|mc_eid|igshid|_hsenc|_hsmi|mkt_tok|oly_\w+_id|vero_id|wickedid|yclid)$/i;
  const WRAPPED = [
    [/^https?:\/\/(www\.)?google\.[a-z.]+\/url$/i, ["q", "url"]],
    [/^https?:\/\/[a-z0-9-]+\.safelinks\.protection\.outlook\.com\/?$/i, ["url"]],
    [/^https?:\/\/(l|lm)\.facebook\.com\/l\.php$/i, ["u"]],
  ];
  const BLOCKS = "p,div,ul,ol,li,table,blockquote,h1,h2,h3,h4,h5,h6,pre";
  const cleaned = new WeakSet();

  function address(href) {
    let url;
    try {
      url = new URL(href);
    } catch {
      return href;
    }
    if (!/^https?:$/.test(url.protocol)) return href;
    const wrapper = WRAPPED.find(([where]) => where.test(url.origin + url.pathname));
    const inner = wrapper?.[1].map((name) => url.searchParams.get(name)).find((found) => /^https?:\/\//i.test(found || ""));
    if (inner) return address(inner);
    const spies = [...url.searchParams.keys()].filter((name) => SPIES.test(name));
    if (!spies.length) return href;
    spies.forEach((name) => url.searchParams.delete(name));
    return url.href;
  }

  /* `<div>one<br><br>two</div>` of mails is two paragraphs; Draftail would make one with empty lines in it. */
  function paragraphs(root) {
    for (const box of [...root.querySelectorAll("div, p, td"), root]) {
      if (box.querySelector(BLOCKS) && ![...box.childNodes].some((node) => node.nodeName === "BR")) continue;
      const parts = [[]];
      let breaks = 0;
      for (const node of [...box.childNodes]) {
        if (node.nodeName === "BR") {
          breaks += 1;
        } else if (!(node.nodeType === Node.TEXT_NODE && !node.data.trim() && breaks)) {
          if (breaks > 1) parts.push([]);
          else if (breaks) parts.at(-1).push(document.createElement("br"));
          breaks = 0;
          parts.at(-1).push(node);
        }
      }
      if (parts.length < 2) {
        while (box !== root && box.lastChild?.nodeName === "BR" && box.childNodes.length > 1) box.lastChild.remove();
        continue;
      }
      const made = parts.filter((part) => part.length).map((part) => {
        const paragraph = document.createElement("div");
        paragraph.append(...part);
        return paragraph;
      });
      box.replaceChildren(...made);
    }
    // Boxes around boxes glue the last line of one to the first of the next.
    for (let box = root.querySelector(":is(div, section, article, center):has(> :is(" + BLOCKS + "))"); box; ) {
      const inline = [...box.childNodes].some((node) => !node.matches?.(BLOCKS) && node.textContent.trim());
      if (inline) box.replaceChildren(...gathered(box));
      box.replaceWith(...box.childNodes);
      box = root.querySelector(":is(div, section, article, center):has(> :is(" + BLOCKS + "))");
    }
    for (const box of root.querySelectorAll("div")) {
      const paragraph = document.createElement("p");
      paragraph.append(...box.childNodes);
      box.replaceWith(paragraph);
    }
    for (const empty of root.querySelectorAll("p")) if (!empty.textContent.trim()) empty.remove();
  }

  /* Children in which loose words stand in paragraphs of their own. */
  function gathered(box) {
    const out = [];
    let loose = null;
    for (const node of [...box.childNodes]) {
      if (node.matches?.(BLOCKS)) {
        loose = null;
        out.push(node);
      } else {
        if (!loose) out.push((loose = document.createElement("p")));
        loose.append(node);
      }
    }
    return out;
  }

  function rows(root) {
    for (const table of root.querySelectorAll("table")) {
      const lines = [...table.rows].map((row) => {
        const line = document.createElement("p");
        line.textContent = [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim()).filter(Boolean).join(" | ");
        return line;
      });
      // A table of one cell is how mails are laid out, and no table.
      if ([...table.rows].every((row) => row.cells.length < 2)) {
        table.replaceWith(...[...table.rows].flatMap((row) => [...row.cells].map((cell) => { const box = document.createElement("div"); box.append(...cell.childNodes); return box; })));
      } else {
        table.replaceWith(...lines);
      }
    }
  }

  function clean(html) {
    const root = new DOMParser().parseFromString(html, "text/html").body;
    root.querySelectorAll("img, style, script, meta, .MsoCommentReference, .msocomtxt, .msocomanchor, a[style*='mso-comment'], [style*='mso-element:comment'], #appendonsend").forEach((node) => node.remove());
    for (const link of root.querySelectorAll("a[href]")) link.setAttribute("href", address(link.getAttribute("href")));
    rows(root);
    paragraphs(root);
    return root.innerHTML;
  }

  document.addEventListener(
    "paste",
    (event) => {
      const html = event.clipboardData?.getData("text/html");
      if (cleaned.has(event) || !html || !event.target.closest?.(".Draftail-Editor") || html.includes("data-draftjs-conductor-fragment")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const data = new DataTransfer();
      data.setData("text/html", clean(html));
      data.setData("text/plain", event.clipboardData.getData("text/plain"));
      const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      cleaned.add(again);
      event.target.dispatchEvent(again);
    },
    true,
  );
})();
