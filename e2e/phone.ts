// A phone: gestures, and checks that every screen of it must pass.
import { expect, type BrowserContextOptions, type CDPSession, type Locator, type Page, type WebSocketRoute } from '@playwright/test';
import type { Visitor } from './home.ts';

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } satisfies BrowserContextOptions;

interface Point {
  x: number;
  y: number;
}

interface SwipeOptions {
  steps?: number;
  /** Holds still before it lets go, so that nothing is thrown. */
  isSlow?: boolean;
  /** With the finger still down. */
  before?: () => Promise<void>;
}

/** A real touch, as the browser gets it from the screen. */
export async function swipe(page: Page, from: Point, to: Point, { steps = 8, isSlow = false, before }: SwipeOptions = {}): Promise<void> {
  const screen = await screenOf(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
    screen.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [from]);
  for (let step = 1; step <= steps; step += 1) {
    const part = step / steps;
    await touch('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }]);
  }
  if (isSlow) await page.waitForTimeout(150);
  await before?.();
  await touch('touchEnd', []);
}

export async function middleOf(element: Locator): Promise<Point> {
  const box = await element.boundingBox();
  if (!box) throw new Error('It is not on the screen.');
  return { x: box.x + Math.min(box.width / 2, 120), y: box.y + box.height / 2 };
}

/** A finger that stays. */
export async function press(page: Page, element: Locator): Promise<void> {
  // A list that moves takes the element away from under the finger.
  await element.hover({ trial: true });
  const at = await middleOf(element);
  await swipe(page, at, at, { steps: 1, before: () => page.waitForTimeout(600) });
}

const screens = new WeakMap<Page, CDPSession>();

/** Kept for as long as the page: with its end the browser would forget which fingers are down. */
async function screenOf(page: Page): Promise<CDPSession> {
  const screen = screens.get(page) ?? (await page.context().newCDPSession(page));
  screens.set(page, screen);
  return screen;
}

/** All controls can be pressed with a thumb, and nothing is beyond the edges of the screen. */
export async function expectFitForThumbs(page: Page, screen: string): Promise<void> {
  await page.evaluate(settled);
  expect.soft(await page.evaluate(tooSmall), `too small to press on ${screen}`).toEqual([]);
  await expectNoSideways(page, screen);
}

/** The same on a phone that lies down and on a small one. Leaves it as `PHONE` is. */
export async function expectFitOnEveryPhone(page: Page, screen: string): Promise<void> {
  for (const size of [{ width: 844, height: 390 }, { width: 320, height: 568 }, PHONE.viewport]) {
    await page.setViewportSize(size);
    await expectFitForThumbs(page, `${screen}, ${size.width} px`);
  }
}

/** Nothing scrolls sideways but code, tables and rows of tabs, which do it in their own box. */
export async function expectNoSideways(page: Page, screen: string): Promise<void> {
  await page.evaluate(settled);
  expect.soft(await page.evaluate(beyondTheEdge), `beyond the edge on ${screen}`).toEqual([]);
}

/** Runs in the page: waits until the page fits its window, and for the end of all animations, but for endless ones. */
export async function settled(): Promise<void> {
  // A new size of the window reaches the page with the next frame. The page draws itself for that size in the frame after it.
  for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.all(ending.map((animation) => animation.finished.catch(() => undefined)));
}

/** Runs in the page: controls that a finger misses 22 px above, below or beside their middle. */
export function tooSmall(): string[] {
  const controls = 'a[href], button, input, select, textarea, summary, [role="tab"], [role="menuitem"], [role="option"], [role="radio"]';
  // Links in a sentence are as high as its lines.
  const inText = '.message-text a';
  const reach = 21;
  const small: string[] = [];
  const scrollerOf = (element: Element): Element | null => {
    for (let at = element.parentElement; at; at = at.parentElement)
      if (/auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight) return at;
    return null;
  };
  for (const control of document.querySelectorAll<HTMLElement>(controls)) {
    if (control.matches(inText) || control.matches(':disabled')) continue;
    const whole = control.closest('label') ?? control;
    const { left, top, width, height } = whole.getBoundingClientRect();
    const x = left + width / 2;
    const y = top + height / 2;
    const isHit = (dx: number, dy: number): boolean => {
      const at = document.elementFromPoint(x + dx, y + dy);
      return at !== null && whole.contains(at);
    };
    // An element beyond the edge of the screen, or of the list that it scrolls in, appears when it is scrolled to.
    const seen = (scrollerOf(whole) ?? document.documentElement).getBoundingClientRect();
    const isReachable = (dx: number, dy: number): boolean => {
      const isOutside = x + dx < seen.left || y + dy < seen.top || x + dx >= seen.right || y + dy >= seen.bottom;
      const isOffScreen = x + dx < 0 || y + dy < 0 || x + dx >= window.innerWidth || y + dy >= window.innerHeight;
      return isOutside || isOffScreen || isHit(dx, dy);
    };
    const middle = document.elementFromPoint(x, y);
    // Below the fold, or under something else.
    if (width === 0 || !middle || !whole.contains(middle)) continue;
    const isHigh = height >= 44 || (isReachable(0, -reach) && isReachable(0, reach));
    const isWide = width >= 44 || (isReachable(-reach, 0) && isReachable(reach, 0));
    if (!isHigh || !isWide)
      small.push(
        `${Math.round(width)} x ${Math.round(height)}: ${control.tagName} "${control.getAttribute('aria-label') ?? control.textContent}"`,
      );
  }
  return small;
}

/** Runs in the page. */
export function beyondTheEdge(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide in ${clientWidth}`] : [];
  const maySlide = (element: Element): boolean => element.closest('pre, .table-box, .overflow-x-auto, [role="tablist"], nav, ul') !== null;
  for (const element of document.querySelectorAll('main, main *, aside, dialog[open], dialog[open] *, nav, form')) {
    const style = getComputedStyle(element);
    if (!/auto|scroll/.test(style.overflowX) || maySlide(element)) continue;
    if (element.scrollWidth > element.clientWidth + 1) found.push(`${element.tagName}.${element.className} ${element.scrollWidth}`);
  }
  for (const element of document.querySelectorAll('button, input, textarea, select, h1, h2, p')) {
    const { left, right, width } = element.getBoundingClientRect();
    if (width === 0 || maySlide(element) || element.closest('.sr-only, [popover], [aria-hidden="true"], .truncate')) continue;
    if (left < -1 || right > clientWidth + 1) found.push(`${element.tagName} "${element.textContent}" ${left} to ${right}`);
  }
  return found;
}

/** The network of a phone, from its next page on. The browser alone leaves sockets open when it is set to offline. */
export async function networkOf({ context, page }: Visitor): Promise<{ cut(): Promise<void>; mend(): Promise<void> }> {
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  await page.routeWebSocket(/\/ws/, async (socket) => {
    if (isCut) return socket.close();
    socket.connectToServer();
    open.add(socket);
  });
  return {
    async cut() {
      isCut = true;
      await context.setOffline(true);
      for (const socket of open) await socket.close();
      open.clear();
    },
    async mend() {
      isCut = false;
      await context.setOffline(false);
    },
  };
}
