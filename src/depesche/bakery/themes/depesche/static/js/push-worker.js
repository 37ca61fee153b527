// The service worker: shows what the house sends, and opens what was tapped. It keeps and intercepts nothing else.
addEventListener("push", (event) => {
  const message = event.data?.json() ?? {};
  const { title, body, url, off, tag, lang, end } = message;
  const actions = off ? [{ action: "off", title: end }] : [];
  event.waitUntil(registration.showNotification(title ?? "", { body, tag, lang, actions, data: { url, off } }));
});

addEventListener("notificationclick", (event) => {
  const { url, off } = event.notification.data ?? {};
  event.notification.close();
  const target = event.action === "off" ? off : url;
  if (target) event.waitUntil(clients.openWindow(target));
});

// The browser's push service has changed the address: the topics stay.
addEventListener("pushsubscriptionchange", (event) => {
  const before = event.oldSubscription;
  if (!before) return;
  const renewed = event.newSubscription ? Promise.resolve(event.newSubscription) : registration.pushManager.subscribe(before.options);
  event.waitUntil(
    renewed.then((subscription) =>
      fetch("/benachrichtigungen/abo/", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...subscription.toJSON(), replaces: before.endpoint }),
      }),
    ),
  );
});
