// Whether the user has just acted in a page. A page may bring itself to the front by such an act alone: a click on its notification.
import type { WebContents } from 'electron';
import type { Timer } from '../../../src-shared/timer.ts';

/** Above the time for which Chromium lets a page use an act of its user. */
const ACT_MS = 6_000;
/** Input that a page cannot make itself. */
const PRESSES: ReadonlySet<string> = new Set(['mouseDown', 'mouseUp', 'rawKeyDown', 'keyDown', 'touchStart', 'touchEnd', 'gestureTap']);
/** Not the page's own world, so that the page cannot change the answer. */
const ISOLATED_WORLD = 4_510;

export interface UserActs {
  /** Another page is shown now. An act from before does not count: the page could use it to come back. */
  leave(): void;
  hasActed(): Promise<boolean>;
  /** Chromium takes the act back from a page that opens a window, so presses are counted apart. */
  hasPressed(): boolean;
}

export function followUserActs(contents: WebContents, timer: Timer): UserActs {
  let before = Promise.resolve(false);
  let isPressed = false;
  let cancel = (): void => undefined;
  contents.on('input-event', (_event, { type }) => {
    if (!PRESSES.has(type)) return;
    cancel();
    isPressed = true;
    cancel = timer.after(ACT_MS, () => (isPressed = false));
  });
  return {
    leave() {
      isPressed = false;
      const mine = (before = isActivated(contents).catch(() => false));
      timer.after(ACT_MS, () => {
        if (before === mine) before = Promise.resolve(false);
      });
    },
    hasPressed: () => isPressed,
    hasActed: async () => !(await before) && isActivated(contents),
  };
}

async function isActivated(contents: WebContents): Promise<boolean> {
  const answer: unknown = await contents.executeJavaScriptInIsolatedWorld(ISOLATED_WORLD, [{ code: 'navigator.userActivation.isActive' }]);
  return answer === true;
}
