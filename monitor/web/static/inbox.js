// When somebody was here last: half an hour away makes a new visit. The server is told by a cookie of this page alone.
(() => {
  "use strict";
  const APART = 1800, YEAR = 31536000, now = Math.floor(Date.now() / 1000);
  const kept = (name) => Number(document.cookie.match(new RegExp(`(?:^|; )${name}=(\\d+)`))?.[1] ?? 0);
  const keep = (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=strict`; };
  const last = kept("seen");
  if (!last || now - last > APART) keep("visit", last || now - 86400);
  keep("seen", now);
})();
