// The service worker of the app. It shows what a push contains, opens the place that it leads to, and shows a page while the server
// cannot be reached. It keeps no data and no file, and requests nothing but the pages of the app.

const APP_PAGES = ['/', '/join', '/enter'];
/** The number by which a browser knows a declarative push. */
const DECLARATIVE = 8030;
const FIRST_SERVER_ERROR = 500;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.registration.navigationPreload?.enable()));
self.addEventListener('push', (event) => event.waitUntil(show(readPush(event.data))));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(placeOf(event.notification.data)));
});
self.addEventListener('fetch', (event) => {
  const { mode, method, url } = event.request;
  if (mode === 'navigate' && method === 'GET' && APP_PAGES.includes(new URL(url).pathname)) event.respondWith(pageOrOffline(event));
});

/** Every push shows a notification: browsers take the permission from a page that receives pushes in silence. */
function readPush(data) {
  try {
    const { web_push, notification } = data.json();
    if (web_push === DECLARATIVE && typeof notification.title === 'string') return notification;
  } catch {
    // It is not from this server, or from another version of it.
  }
  return { title: 'Lanai', body: 'Something new' };
}

function show({ title, body, tag, navigate }) {
  const ofRoom = typeof tag === 'string' && tag !== '' ? { tag, renotify: true } : {};
  const image = '/icons/192.png';
  return self.registration.showNotification(title, { body: String(body ?? ''), icon: image, data: { navigate }, ...ofRoom });
}

/** An address of this origin. */
function placeOf(data) {
  const { origin } = self.location;
  try {
    const place = new URL(data.navigate);
    if (place.origin === origin) return place;
  } catch {
    // The push was not from this server.
  }
  return new URL('/', origin);
}

/** A page of the app that is open goes to the place without loading again: the user may be writing there. */
async function open(place) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // The address with which a page was opened: that of a new friend is still that of the invite.
  const pages = windows.filter(({ url }) => APP_PAGES.includes(new URL(url).pathname));
  const page = pages.find(({ visibilityState }) => visibilityState === 'visible') ?? pages[0];
  if (!page) return self.clients.openWindow(place.href);
  page.postMessage({ type: 'open', path: place.hash.slice(1) });
  return page.focus();
}

/** Also in place of the errors of a tunnel whose end is away. The server itself answers with no error here. */
async function pageOrOffline({ request, preloadResponse }) {
  try {
    const answer = (await preloadResponse) ?? (await fetch(request));
    return answer.status < FIRST_SERVER_ERROR ? answer : offline();
  } catch {
    return offline();
  }
}

function offline() {
  const headers = {
    'content-type': 'text/html;charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
  };
  return new Response(OFFLINE_PAGE, { status: 503, headers });
}

const OFFLINE_PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <meta name="color-scheme" content="light dark" />
  <title>Lanai cannot be reached</title>
  <style>
    body { min-height: 100dvh; margin: 0; display: grid; place-items: center; background: #fbfaf7; color: #1d1f1e; font: 16px/1.5 system-ui, sans-serif; }
    main { max-width: 26rem; padding: 2rem; }
    h1 { margin: 0 0 0.5rem; font-size: 1.375rem; }
    a { display: inline-block; margin-top: 0.5rem; padding: 0.75rem 1.25rem; border-radius: 0.625rem; background: #0c6b5b; color: #fff; font-weight: 600; text-decoration: none; }
    @media (prefers-color-scheme: dark) { body { background: #141817; color: #e8ece9; } a { background: #3fb89f; color: #0a1714; } }
  </style>
  <main>
    <h1>Lanai cannot be reached</h1>
    <p>This device is offline, or the computer with this home is off. Messages that wait to be sent are kept.</p>
    <a href="">Try again</a>
  </main>
</html>`;
