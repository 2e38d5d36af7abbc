// Pushes to this browser: asked for by its person alone, with the key of this installation.
(() => {
  "use strict";
  const form = document.querySelector("[data-push]"), state = document.querySelector("[data-push-state]");
  const WORKER = "/static/push-worker.js";
  const hex = (raw) => [...new Uint8Array(raw)].map((one) => one.toString(16).padStart(2, "0")).join("");
  const coded = (raw) => btoa(String.fromCharCode(...new Uint8Array(raw))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const raw = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const able = window.isSecureContext && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

  async function known() {
    const worker = await navigator.serviceWorker.getRegistration(WORKER);
    const mine = await worker?.pushManager.getSubscription();
    if (!mine) return "";
    return hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(mine.endpoint)));
  }
  async function subscribe() {
    if ((await Notification.requestPermission()) !== "granted") throw new Error("This browser does not let the desk notify you: see its settings for this address.");
    await navigator.serviceWorker.register(WORKER);
    const worker = await ready();
    const old = await worker.pushManager.getSubscription();
    // One that was made with another key cannot be pushed to.
    if (old && coded(old.options.applicationServerKey ?? new ArrayBuffer(0)) !== form.dataset.push) await old.unsubscribe();
    return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: raw(form.dataset.push) });
  }
  async function ready() {
    const worker = await navigator.serviceWorker.getRegistration(WORKER);
    const coming = worker.installing ?? worker.waiting;
    if (!worker.active && coming) await new Promise((done) => coming.addEventListener("statechange", () => coming.state === "activated" && done()));
    return worker;
  }
  async function start() {
    const mark = able ? await known() : "";
    const row = mark && document.querySelector(`[data-push-mark="${mark}"]`);
    if (row) row.querySelector("[data-push-here]").hidden = false;
    if (!form) return;
    if (!able) { state.textContent = "This browser takes pushes from https addresses, and from this very machine, only."; return; }
    const told = row && row.querySelector("form");
    state.textContent = told ? "This browser is told already." : "This browser is told nothing while the desk is closed.";
    form.hidden = Boolean(told);
    form.elements.label.value ||= navigator.userAgentData?.platform || navigator.platform || "";
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      state.textContent = "Asking the browser ...";
      try {
        const made = await subscribe();
        form.elements.endpoint.value = made.endpoint;
        form.elements.p256dh.value = coded(made.getKey("p256dh"));
        form.elements.auth.value = coded(made.getKey("auth"));
        form.submit();
      } catch (error) { state.textContent = `Nothing was subscribed. ${error.message}`; }
    });
  }
  start();
})();
