// The editor of a watchlist: what an edit does is shown while it is typed. Without this, the button Test does the same.
(() => {
  "use strict";
  const form = document.querySelector("[data-draft]");
  const text = document.getElementById("text");
  const trial = document.querySelector("[data-trial]");
  if (!form || !text || !trial || text.readOnly) return;
  const said = document.querySelector("[data-verdict]");
  const saved = document.querySelector("[data-saved]");
  const PAUSE = 150;
  const draft = form.elements.draft?.value, kept = form.elements.kept?.value;
  let number = Number(form.elements.number.value) || 0;
  let timer = 0, asking = null, first = text.value, leaving = false;

  // Only the newest draft's answer is ever shown, whatever comes late: each carries its number.
  async function ask(mine) {
    asking?.abort();
    asking = new AbortController();
    form.elements.number.value = mine;
    const body = new URLSearchParams(new FormData(form));
    body.set("part", "1");
    try {
      const answer = await fetch("/watchlist/try", { method: "POST", body, signal: asking.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== number) return;
      show(page, mine, answer.ok);
    } catch (error) {
      if (error.name !== "AbortError" && mine === number) { stale(); tell("The bot does not answer. It is tried again when you type."); }
    }
  }
  function show(page, mine, well) {
    const found = page.querySelector("[data-number]");
    if (!well || !found) { stale(); tell(page.querySelector("main p")?.textContent ?? "It could not be tried."); return; }
    if (Number(found.dataset.number) !== mine) return;
    // Who is in a result, or on a part of the list, stays there.
    const at = trial.contains(document.activeElement) ? document.activeElement.closest("[id]")?.id : "";
    const open = new Map([...trial.querySelectorAll("details")].map((one) => [one.firstElementChild.firstChild.textContent.trim(), one.open]));
    trial.replaceChildren(document.adoptNode(found));
    for (const one of trial.querySelectorAll("details")) {
      const before = open.get(one.firstElementChild.firstChild.textContent.trim());
      if (before !== undefined) one.open = before;
    }
    trial.classList.remove("stale");
    hints(trial);
    if (at && !trial.contains(document.activeElement)) document.getElementById(at)?.focus({ preventScroll: true });
    window.desk?.times(trial);
    if (found.dataset.going === "1") timer = setTimeout(() => ask(mine), 60);
    else { tell(trial.querySelector("[data-sum]")?.textContent.trim() ?? ""); weigh(mine); whole(mine, Number(found.dataset.lost)); }
  }
  // What an edit loses is known before it is saved: an edit that was not tried on all articles yet is, and is saved then if it
  // loses nothing. Pressed once more it is saved in any case.
  const save = form.querySelector("[data-save]"), asked = form.querySelector("[data-asked]");
  let pressed = -1, waiting = false;
  function isWhole() {
    const found = trial.querySelector("[data-number]");
    return !trial.classList.contains("stale") && Number(found?.dataset.number) === number && found.dataset.going !== "1";
  }
  function whole(mine, lost) {
    if (!waiting || pressed !== mine) return;
    waiting = false;
    if (!lost) { form.requestSubmit(save); return; }
    asked.textContent = `Not saved yet: this edit loses ${lost} ${lost === 1 ? "article" : "articles"} that the list finds now, shown under What it does. Save once more saves it.`;
  }
  save?.addEventListener("click", (event) => {
    if (form.dataset.whole === undefined || text.value === first || pressed === number || isWhole()) return;
    event.preventDefault();
    pressed = number;
    waiting = true;
    asked.textContent = "The full run was not made since the last edit. It is made now, and saved if nothing is lost by it; Save once more saves without it.";
    clearTimeout(timer);
    ask(number);
  });
  function state() {
    if (!draft) return text.value === first ? "" : "is edited, and not saved";
    return `draft ${draft}, ${text.value === kept ? form.dataset.is : "edited since it was kept"}`;
  }
  function stale() { trial.classList.add("stale"); }
  function tell(words) { if (said) said.textContent = words; }
  function changed() {
    number += 1;
    stale();
    if (asked) asked.textContent = "";
    waiting = false;
    if (saved) saved.textContent = state();
    clearTimeout(timer);
    asking?.abort();
    const mine = number;
    timer = setTimeout(() => ask(mine), PAUSE);
  }
  // What each part of the list does is asked for once somebody looks at that, and then after each trial.
  const pills = document.querySelector("[data-pills]"), switches = form.querySelector("[data-switches]");
  async function weigh(mine) {
    if (!pills || pills.hidden) return;
    const body = new URLSearchParams(new FormData(form));
    body.set("part", "1");
    try {
      const answer = await fetch("/watchlist/parts", { method: "POST", body });
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-parts]");
      if (mine !== number || !found) return;
      const at = pills.contains(document.activeElement) ? document.activeElement.closest("[id]")?.id : "";
      pills.replaceChildren(document.adoptNode(found));
      pills.classList.remove("stale");
      if (at) document.getElementById(at)?.focus({ preventScroll: true });
    } catch { /* the trial says that the bot is away */ }
  }
  form.querySelector("[data-weigh]")?.addEventListener("click", async (event) => {
    event.preventDefault();
    pills.hidden = false;
    await weigh(number);
    pills.querySelector("h2")?.focus();
  });
  pills?.addEventListener("click", (event) => {
    const pill = event.target.closest("[data-part]");
    if (!pill) return;
    event.preventDefault();
    const [key, how] = pill.value.split(" ");
    let field = form.elements[`part.${key}`];
    if (!field) { field = Object.assign(document.createElement("input"), { type: "hidden", name: `part.${key}` }); switches.append(field); }
    if (how === "on") field.remove(); else field.value = how;
    pills.classList.add("stale");
    changed();
  });
  form.querySelector("[data-sample]")?.addEventListener("click", async (event) => {
    event.preventDefault();
    const status = form.querySelector("[data-sampled]"), button = event.currentTarget;
    button.disabled = true;
    status.textContent = "Mailing a sample...";
    try {
      const answer = await fetch("/watchlist/sample", { method: "POST", body: new URLSearchParams(new FormData(form)) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      status.textContent = page.querySelector("[data-sampled]")?.textContent ?? page.querySelector("main p")?.textContent ?? "It was not mailed.";
    } catch { status.textContent = "The bot does not answer: whether it was mailed is not known."; }
    button.disabled = false;
  });
  // A result becomes an example: the bot writes it into the text, so that all else in it stays.
  async function pin(button) {
    const before = text.value;
    const body = new URLSearchParams(new FormData(form));
    body.set("pin", button.value);
    let page = null;
    try {
      const answer = await fetch("/watchlist/pin", { method: "POST", body });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch { /* told below */ }
    const written = page?.getElementById("text");
    if (!written || text.value !== before) { note(page?.querySelector("main p")?.textContent ?? "The bot does not answer."); return; }
    text.value = written.value;
    changed();
    note(page.querySelector("[data-pinned], [data-sum]")?.textContent ?? "");
  }
  function note(words) { tell(words); if (saved) saved.textContent = [state(), words].filter(Boolean).join(". "); }
  trial.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pin]");
    if (button) { event.preventDefault(); pin(button); }
  });
  text.addEventListener("keydown", (event) => {
    const row = event.key === "Escape" && trial.querySelector("[data-row]");
    if (row) { event.preventDefault(); row.closest("details").open = true; row.focus(); }
  });
  text.addEventListener("input", changed);
  // The bot reads what the list says already while its author reads the list: as soon as somebody looks at it.
  function untouched() { return text.value === first && number === 0 && form.elements.version.value; }
  function looked() {
    if (document.visibilityState !== "visible" || !untouched()) return;
    document.removeEventListener("visibilitychange", looked);
    const body = new URLSearchParams(new FormData(form));
    body.set("part", "1");
    fetch("/watchlist/try", { method: "POST", body }).catch(() => { /* what is typed asks again */ });
  }
  document.addEventListener("visibilitychange", looked);
  setTimeout(looked, 300);
  text.addEventListener("focus", () => { if (untouched()) ask(number); }, { once: true });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.key === "Enter" && form.contains(event.target)) { event.preventDefault(); clearTimeout(timer); number += 1; stale(); ask(number); }
    if (event.key === "s") { event.preventDefault(); form.querySelector("[data-save]").click(); }
  });
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => { if (!leaving && text.value !== first && text.value !== kept) event.preventDefault(); });
  // What the line with the caret may hold: by the keys that it stands under, as the file's schema has them.
  const help = document.querySelector("[data-key-help]");
  let known = null;
  const PART = /^([ -]*)(?:"?([\w-]+)"?[ ]*(:)?)?/;
  function place() {
    const lines = text.value.slice(0, text.selectionStart).split("\n");
    const rest = text.value.slice(text.selectionStart).split("\n", 1)[0];
    const [, lead, word = "", colon = ""] = (lines.pop() + rest).match(PART);
    let under = "", depth = lead.length;
    // Upwards to the first line that begins further left and opens a section.
    for (const line of lines.reverse()) {
      const [whole, space, name, opened] = line.match(PART);
      if (!name || !opened || space.length >= depth || line.slice(whole.length).trim().replace(/^#.*/, "")) continue;
      under = name;
      break;
    }
    return { under, word, whole: Boolean(colon) };
  }
  function explain() {
    if (!help || !known) return;
    const { under, word, whole } = place();
    const keys = known.get(under) ?? [];
    const one = whole && keys.find((key) => key.name === word);
    const near = keys.filter((key) => key.name.startsWith(word));
    if (one) help.textContent = `${one.name}: ${one.words}${one.choices.length ? ` One of ${one.choices.join(", ")}.` : ""}`;
    else help.textContent = (near.length ? near : keys).length ? `Keys here: ${(near.length ? near : keys).map((key) => key.name).join(", ")}.` : "";
  }
  text.addEventListener("focus", async () => {
    try {
      const answer = await fetch("/watchlist/keys.json", { headers: { accept: "application/json" } });
      if (answer.ok) known = new Map((await answer.json()).groups.map((one) => [one.under, one.keys]));
      explain();
    } catch { /* the link beneath the text leads there as well */ }
  }, { once: true });
  document.addEventListener("selectionchange", () => { if (document.activeElement === text) explain(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    if (!link) return;
    event.preventDefault();
    const lines = text.value.split("\n");
    const line = Math.min(Number(link.dataset.line), lines.length);
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + lines[line - 1].length);
    text.scrollTop = Math.max(0, (line - 4) * (text.scrollHeight / lines.length));
  });
  function hints(where) { for (const one of where.querySelectorAll("[data-hint]")) one.hidden = false; }
  hints(document);
  // What a form was shown again with is not saved either.
  if (text.value !== form.elements.base.value) first = form.elements.base.value;
  if (text.value !== first && (form.elements.version.value || draft) && !trial.querySelector("[data-sum]")?.closest(".problems")) changed();
})();
