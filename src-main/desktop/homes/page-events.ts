// Translates the events of another home's page for its owner (other-home.ts).
import type { WebContents } from 'electron';
import type { Timer } from '../../../src-shared/timer.ts';
import { passLatest } from './latest.ts';
import { LOAD_ABORTED, PAGE_ENDED } from './load-reasons.ts';

/** A page may change its title as often as it likes. */
const TITLE_MS = 500;

export interface PageEvents {
  isOwn(address: string): boolean;
  /** A load of the home has begun, also one by the page itself. */
  onWay(): void;
  onArrived(url: string): void;
  /** The page closed itself: its contents cannot be used any more. */
  onGone(): void;
  onFailed(code: number): void;
  /** The server sends elsewhere, which guards.ts stops. */
  onStray(): void;
  onTitle(title: string): void;
  /** Another place in the same page. */
  onPlace(url: string): void;
}

export function followPage(contents: WebContents, timer: Timer, events: PageEvents): void {
  // A page neither holds its user back nor moves the window.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('content-bounds-updated', (event) => event.preventDefault());
  // No UDP around a proxy. TCP to a peer stays possible, and home-gate.ts does not see it.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');

  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument, url }) => {
    if (isMainFrame && !isSameDocument && events.isOwn(url)) events.onWay();
  });
  // Not emitted for Chromium's own page about an error.
  contents.on('did-navigate', (_event, url) => {
    // A way back to an earlier document would load it without the check of the home.
    contents.clearHistory();
    if (events.isOwn(url)) events.onArrived(url);
  });
  contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (isMainFrame && code !== LOAD_ABORTED) events.onFailed(code);
  });
  contents.on('will-redirect', ({ isMainFrame, url }) => {
    if (isMainFrame && !events.isOwn(url)) events.onStray();
  });
  contents.on('render-process-gone', () => {
    events.onWay();
    events.onFailed(PAGE_ENDED);
  });
  const take = passLatest(timer, TITLE_MS, (title: string) => {
    if (!contents.isDestroyed() && events.isOwn(contents.getURL())) events.onTitle(title);
  });
  contents.on('page-title-updated', (_event, title) => {
    if (events.isOwn(contents.getURL())) take(title);
  });
  contents.on('did-navigate-in-page', (_event, url) => events.onPlace(url));
  contents.on('destroyed', () => events.onGone());
}
