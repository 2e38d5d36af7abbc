// Shows pushes while no page of the desk is open. What it shows was sealed for this browser alone.
"use strict";
self.addEventListener("push", (event) => {
  let told = {};
  try { told = event.data.json(); } catch { /* nothing can be read: something came all the same */ }
  const page = typeof told.page === "string" && /^\/(?!\/)/.test(told.page) ? told.page : "/";
  event.waitUntil(self.registration.showNotification(told.title || "News at the desk", {
    body: told.body || "", tag: told.tag || "desk", dir: "auto", data: { page },
  }));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(new URL(event.notification.data.page, self.location.origin).href));
});
