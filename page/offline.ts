/** The service worker, where the browser has one and the page was built: see build/offline.ts. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI)).catch(() => {
    // a private window, or storage that is forbidden: the page needs its network then
  });
}
