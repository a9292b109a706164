// A browser's notifications: whether it shows them, how it is asked, and one as the desktop's are.
import type { NativeNotification } from '../../../src-shared/notify/notifications.ts';
import type { NotificationText } from '../../../src-shared/notify/texts.ts';

/**
 * `ask`: it has not been asked yet. `insecure`: no browser shows any for a page that came over plain HTTP from another computer.
 * `missing`: this one has none for pages.
 */
export type NotificationAccess = 'granted' | 'ask' | 'refused' | 'insecure' | 'missing';

type Page = Pick<typeof globalThis, 'isSecureContext'> & { Notification?: typeof Notification; navigator: Pick<Navigator, 'userAgent'> };

export function notificationAccess(page: Page): NotificationAccess {
  if (!page.isSecureContext) return 'insecure';
  // Browsers of Android have the words, and refuse what a page without its own worker says with them.
  if (page.Notification === undefined || /\bAndroid\b/.test(page.navigator.userAgent)) return 'missing';
  switch (page.Notification.permission) {
    case 'granted':
      return 'granted';
    case 'denied':
      return 'refused';
    case 'default':
      return 'ask';
  }
}

/** Only after a press of a button: browsers refuse for ever a page that asks without one. */
export async function askForNotifications(page: Page): Promise<NotificationAccess> {
  if (notificationAccess(page) === 'ask') await page.Notification?.requestPermission();
  return notificationAccess(page);
}

/** Where making one throws, nothing is shown. */
export function webNotification({ title, body }: NotificationText): NativeNotification {
  const listeners: Record<'click' | 'close', (() => void)[]> = { click: [], close: [] };
  let shown: Notification | null = null;
  const tell = (what: 'click' | 'close') => (): void => listeners[what].forEach((listener) => listener());
  return {
    on: (event, listener) => listeners[event].push(listener),
    show() {
      try {
        shown = new Notification(title, { body, silent: true });
      } catch {
        return tell('close')();
      }
      shown.onclick = () => {
        tell('click')();
        shown?.close();
      };
      shown.onclose = tell('close');
    },
    close: () => shown?.close(),
  };
}
