// The service worker (public/sw.js). Only pages by HTTPS have one: without TLS another program could answer in the server's place, and
// its worker would stay.
import { trustedScript } from '../../lib/trusted-script.ts';

const ADDRESS = '/sw.js';

export function mayHaveWorker({ isSecureContext, location, navigator }: Window): boolean {
  return isSecureContext && location.protocol === 'https:' && 'serviceWorker' in navigator;
}

/** The browser looks for a new version of the script each time, and never in its cache. */
export function registerWorker({ navigator }: Pick<Window, 'navigator'>): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(trustedScript('lanai-service-worker', ADDRESS), { scope: '/', updateViaCache: 'none' });
}

/** Calls back with the path of a notification that was pressed, as the app's address has it. Returns its end. */
export function onOpenedPath({ navigator }: Pick<Window, 'navigator'>, open: (path: string) => void): () => void {
  const hear = ({ data }: MessageEvent<unknown>): void => {
    if (isOpening(data)) open(data.path);
  };
  navigator.serviceWorker.addEventListener('message', hear);
  return () => navigator.serviceWorker.removeEventListener('message', hear);
}

/** Removes the pushes about a room that was read from the screen of the device. */
export async function closePushes(page: Window, roomId: string): Promise<void> {
  if (!mayHaveWorker(page)) return;
  const registration = await page.navigator.serviceWorker.getRegistration('/');
  for (const each of (await registration?.getNotifications({ tag: roomId })) ?? []) each.close();
}

function isOpening(data: unknown): data is { path: string } {
  return (
    typeof data === 'object' && data !== null && 'type' in data && data.type === 'open' && 'path' in data && typeof data.path === 'string'
  );
}
