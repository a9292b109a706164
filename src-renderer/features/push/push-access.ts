// Whether pushes can reach this browser, and if not, why.

/**
 * `ask`: the user was not asked yet. `refused`: the browser blocks notifications here. `insecure`: the page came without TLS.
 * `home-screen`: iPhones and iPads push to apps on the Home Screen only. `missing`: no push, as in private windows of some browsers.
 */
export type PushAccess = 'ready' | 'ask' | 'refused' | 'insecure' | 'home-screen' | 'missing';

interface Page {
  isSecureContext: boolean;
  location: Pick<Location, 'protocol'>;
  navigator: Pick<Navigator, 'userAgent' | 'maxTouchPoints'> & Partial<Pick<Navigator, 'serviceWorker'>>;
  Notification?: Pick<typeof Notification, 'permission'>;
  PushManager?: unknown;
  matchMedia(query: string): Pick<MediaQueryList, 'matches'>;
}

export function pushAccess(page: Page): PushAccess {
  if (!page.isSecureContext || page.location.protocol !== 'https:') return 'insecure';
  const { Notification, PushManager, navigator } = page;
  if (Notification === undefined || PushManager === undefined || navigator.serviceWorker === undefined)
    return isApplePhone(page) && !isInstalled(page) ? 'home-screen' : 'missing';
  const { permission } = Notification;
  if (permission === 'denied') return 'refused';
  return permission === 'granted' ? 'ready' : 'ask';
}

/** An iPad says that it is a Mac; no Mac has a touch screen. */
export function isApplePhone({ navigator: { userAgent, maxTouchPoints } }: Pick<Page, 'navigator'>): boolean {
  return /\biP(?:hone|ad|od)\b/.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && maxTouchPoints > 1);
}

/** The app runs in its own window. */
export function isInstalled({ matchMedia }: Pick<Page, 'matchMedia'>): boolean {
  return matchMedia('(display-mode: standalone)').matches;
}
