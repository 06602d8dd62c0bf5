// Keeps the form for a visit, and what it is drawn with, so that it opens at a door without network. The network always
// comes first; what was kept is only shown where there is none. Signing out throws it away (frontend/src/preparation_visits.ts).

const STORE = "cx-visits";
const FORM = /^\/v\/\d{12}\/preparation\/visits\/new$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (FORM.test(pathname) || pathname.startsWith("/static/")) event.respondWith(networkFirst(event.request));
});

async function networkFirst(request) {
  const store = await caches.open(STORE);
  try {
    const answer = await fetch(request);
    const known = FORM.test(new URL(request.url).pathname) || (await store.match(request.url));
    if (known && answer.ok && !answer.redirected) await store.put(request.url, answer.clone());
    return answer;
  } catch (broken) {
    const kept = await store.match(request.url);
    if (kept) return kept;
    throw broken;
  }
}
