/**
 * Keeps the page for those who come back without a network. The build puts in what there is and a name that changes
 * with it; a new version takes over when the last tab of the old one is closed, so that no tab loses its own files.
 */
const files = __FILES__;
const cacheName = `saccade-${__VERSION__}`;

addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)));
});

addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith('saccade-') && name !== cacheName))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

/** What was fetched once and belongs to the page is kept too: weights of the zoo, other engines. */
async function fromNetwork(request) {
  const response = await fetch(request);
  if (response.ok && response.type === 'basic') {
    const copy = response.clone();
    const cache = await caches.open(cacheName);
    await cache.put(request, copy).catch(() => {}); // no room: it will be fetched again
  }
  return response;
}

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(registration.scope)) return;
  // The document itself is asked for anew, so that a new version is found; names of all else change with their content.
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('./', { cacheName })));
  else event.respondWith(caches.match(request, { cacheName }).then((kept) => kept ?? fromNetwork(request)));
});
