// What pages can do beside what they do without scripts: keys, times in the viewer's zone, news of the page itself.
(() => {
  "use strict";
  const all = (where, what) => [...where.querySelectorAll(what)];
  const stored = (name, otherwise) => { try { return localStorage.getItem(name) ?? otherwise; } catch { return otherwise; } };
  const store = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private windows keep nothing */ } };

  // Times: the viewer's own zone; the original stays on hover.
  const near = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
  const far = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  const other = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  function times(where) {
    const now = new Date();
    for (const one of all(where, "time[datetime]:not([title])")) {
      const at = new Date(one.dateTime);
      if (Number.isNaN(at.getTime())) continue;
      one.title = one.textContent;
      const form = at.toDateString() === now.toDateString() ? near : at.getFullYear() === now.getFullYear() ? far : other;
      one.textContent = form.format(at);
      // A day in Arabic within an English line would be torn apart.
      one.dir = "auto";
    }
  }

  // What was done goes away by itself, unless somebody is at it.
  function leave(bar) {
    let left = 10;
    const tick = setInterval(() => {
      if (bar.matches(":hover") || bar.contains(document.activeElement)) return;
      if (--left > 0) return;
      clearInterval(tick);
      bar.remove();
    }, 1000);
    const address = new URL(location.href);
    if (address.searchParams.has("did")) {
      // Or a reload would tell it once more.
      address.searchParams.delete("did");
      history.replaceState(null, "", address);
    }
  }

  // Keys: letters, unless somebody writes, or switched them off.
  const rows = () => all(document, "[data-rows] [data-row]");
  const writes = (target) => target.closest("input, select, textarea, [contenteditable]");
  const pressed = (key) => {
    const row = document.activeElement?.closest("[data-row]");
    const find = `[data-key="${CSS.escape(key)}"]`;
    return (row && row.querySelector(find)) || all(document, find).find((one) => !one.closest("[data-row]"));
  };
  function step(by) {
    const list = rows();
    const at = list.indexOf(document.activeElement?.closest("[data-row]"));
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1)];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  }
  function seek() {
    const field = document.querySelector("[data-search]"), fold = field?.closest("details");
    if (fold) fold.open = true;
    field?.focus();
  }
  function key(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key !== "?" && stored("desk.keys", "on") === "off") return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") seek();
    else if (event.key === "?") help();
    else { const one = pressed(event.key); if (!one) return; remember(); one.click(); }
    event.preventDefault();
  }
  // After an action the same place in the list has the focus again.
  function remember() {
    const at = rows().indexOf(document.activeElement?.closest("[data-row]"));
    try { sessionStorage.setItem("desk.row", at < 0 ? "" : `${at} ${location.pathname}`); } catch { /* as above */ }
  }
  function arrive() {
    let kept = "";
    try { kept = sessionStorage.getItem("desk.row") ?? ""; sessionStorage.removeItem("desk.row"); } catch { /* as above */ }
    const [at, path] = kept.split(" ");
    if (kept && path === location.pathname) { const list = rows(); list[Math.min(Number(at), list.length - 1)]?.focus(); return; }
    const moved = performance.getEntriesByType("navigation")[0]?.type === "navigate";
    const heading = document.querySelector("h1");
    if (moved && heading && !document.querySelector("[autofocus]") && document.referrer.startsWith(location.origin) && !location.hash && document.activeElement === document.body) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }
  const COMMON = [["j k", "next, previous"], ["/", "search"], ["u", "undo what was just done"], ["?", "this list"]];
  function help() {
    const before = document.activeElement;
    const box = document.createElement("dialog");
    box.setAttribute("aria-labelledby", "keys-title");
    const title = Object.assign(document.createElement("h2"), { id: "keys-title", textContent: "Keys" });
    const list = document.createElement("dl");
    const seen = new Map(COMMON);
    for (const one of all(document, "[data-key]")) if (!seen.has(one.dataset.key)) seen.set(one.dataset.key, one.dataset.says ?? one.firstChild?.textContent.trim() ?? "");
    for (const [name, words] of seen) {
      const dt = document.createElement("dt");
      dt.append(Object.assign(document.createElement("kbd"), { textContent: name }));
      list.append(dt, Object.assign(document.createElement("dd"), { textContent: words }));
    }
    const off = document.createElement("label");
    const tick = Object.assign(document.createElement("input"), { type: "checkbox", checked: stored("desk.keys", "on") !== "off" });
    tick.addEventListener("change", () => store("desk.keys", tick.checked ? "on" : "off"));
    off.append(tick, " Letters are keys");
    const notify = document.createElement("label");
    const wish = Object.assign(document.createElement("input"), { type: "checkbox", checked: stored("desk.notify", "off") === "on" });
    wish.addEventListener("change", async () => {
      const may = wish.checked && (await window.Notification?.requestPermission()) === "granted";
      wish.checked = may;
      store("desk.notify", may ? "on" : "off");
    });
    notify.append(wish, " Notify me of news while I work in another window");
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: "Close" });
    close.addEventListener("click", () => box.close());
    const last = document.createElement("p");
    last.append(close);
    box.append(title, list, off, notify, last);
    box.addEventListener("close", () => { box.remove(); before?.focus?.(); });
    document.body.append(box);
    box.showModal();
  }

  // News of this page: asked for now and then while somebody looks, told in a bar, never pushed into the list.
  function live(main) {
    const bar = document.querySelector("[data-live-bar]");
    const { live: address, liveMark: mark } = main.dataset;
    const title = document.title;
    let tag = "", timer = 0;
    const EVERY = 10_000;
    async function ask() {
      timer = 0;
      try {
        const answer = await fetch(address, { headers: tag ? { "if-none-match": tag, accept: "application/json" } : { accept: "application/json" }, cache: "no-store" });
        if (answer.status === 200) {
          tag = answer.headers.get("etag") ?? "";
          const news = await answer.json();
          count(news.open);
          if (news.mark !== mark) tell(news);
        }
      } catch { /* the bot is away for a moment */ }
      plan();
    }
    function count(open) {
      const figure = document.querySelector("[data-open]");
      if (!figure || open === undefined) return;
      figure.hidden = !open;
      figure.querySelector("[data-figure]").textContent = open.toLocaleString("en");
    }
    function plan() { if (!timer && !document.hidden) timer = setTimeout(ask, EVERY); }
    function tell(news) {
      const link = Object.assign(document.createElement("a"), { href: main.dataset.liveTo ?? location.href, textContent: main.dataset.liveTo ? "Open the inbox" : "Show" });
      bar.replaceChildren(`${news.words} `, link);
      document.title = `(${news.count || "*"}) ${title}`;
      // A window that is seen but not worked in; hidden ones ask for nothing.
      if (stored("desk.notify", "off") === "on" && !document.hasFocus() && window.Notification?.permission === "granted") {
        new Notification(document.title, { body: news.words, tag: "desk" }).onclick = () => window.focus();
      }
      document.dispatchEvent(new CustomEvent("desk:news", { detail: news }));
    }
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) { clearTimeout(timer); timer = 0; } else if (!timer) ask();
    });
    plan();
  }

  times(document);
  all(document, "[data-did]").forEach(leave);
  all(document, "[data-help]").forEach((one) => { one.hidden = false; one.addEventListener("click", help); });
  document.addEventListener("keydown", key);
  const watched = document.querySelector("main [data-live], [data-live]:not(nav)") ?? document.querySelector("nav[data-live]");
  if (watched) live(watched);
  arrive();
  window.desk = { times, token: () => document.body.dataset.token };
})();
