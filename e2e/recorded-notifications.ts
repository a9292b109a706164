// The notifications and sounds of a page, recorded instead of shown: for an init script.
import type { Page } from '@playwright/test';

/** Runs in the page, before it: what would be shown is noted, since a browser without a screen shows nothing. */
export function recordCalls(): void {
  const made: { title: string; body: string; onclick?: () => void }[] = [];
  let permission: NotificationPermission = localStorage.getItem('test.allowed') ? 'granted' : 'default';
  class Recorded {
    static get permission(): NotificationPermission {
      return permission;
    }
    static requestPermission(): Promise<NotificationPermission> {
      permission = 'granted';
      return Promise.resolve(permission);
    }
    onclick?: () => void;
    onclose?: () => void;
    title: string;
    body: string;
    constructor(title: string, options: { body: string }) {
      this.title = title;
      this.body = options.body;
      made.push(this);
    }
    close(): void {
      this.onclose?.();
    }
  }
  const start = OscillatorNode.prototype.start;
  let notesPlayed = 0;
  OscillatorNode.prototype.start = function play(this: OscillatorNode, when?: number) {
    notesPlayed += 1;
    return start.call(this, when);
  };
  Object.assign(window, {
    Notification: Recorded,
    shownNotifications: () => made.map(({ title, body }) => `${title}: ${body}`),
    clickNotification: (index: number) => made[index]?.onclick?.(),
    notesPlayed: () => notesPlayed,
  });
}

export const shown = (page: Page): Promise<string[]> => page.evaluate('window.shownNotifications()');
