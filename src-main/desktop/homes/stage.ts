// The pages in the window. Without other homes the own home's page is the window's own. With them the rail is, and every home has a
// view beside it, of which one is shown.
import type { BrowserWindow, Rectangle, WebContents } from 'electron';
import { RAIL_PAGE } from './shell-pages.ts';
import { createPageView, pagePreferences, type PageView } from './page-view.ts';

export const RAIL_WIDTH = 60;

interface StageOptions {
  window: BrowserWindow;
  preload: string;
  /** The ground of a page that is not drawn yet. */
  background(): string;
}

export interface Stage {
  /** Where the own home's page is. */
  ownContents(): WebContents;
  /** The view that is shown, or the window's own page. */
  shownContents(): WebContents;
  hasRail(): boolean;
  /** Creates the rail. It is never removed: the own home's page has to be reloaded in `ownContents()`. */
  makeRail(): void;
  /** Null: the own home's page. `isAlone`: without the rail beside it. */
  show(view: PageView | null, isAlone: boolean): void;
  /** Ends the own home's view: it would outlive the window. */
  close(): Promise<void>;
}

export function createStage({ window, preload, background }: StageOptions): Stage {
  let own: PageView | null = null;
  let shown: PageView | null = null;
  let railWidth = RAIL_WIDTH;

  function bounds(): Rectangle {
    const { width, height } = window.getContentBounds();
    return { x: railWidth, y: 0, width: Math.max(0, width - railWidth), height };
  }

  const fit = (): void => shown?.resize(bounds());
  window.on('resize', fit);
  window.on('show', fit);
  window.on('enter-full-screen', fit);
  window.on('leave-full-screen', fit);
  // The window gives the focus to its own page, which is the rail.
  window.on('focus', () => shown?.focus());

  return {
    ownContents: () => own?.contents ?? window.webContents,
    shownContents: () => shown?.contents ?? window.webContents,
    hasRail: () => own !== null,
    makeRail() {
      if (own) return;
      const [width = 0, height = 0] = window.getMinimumSize();
      window.setMinimumSize(width + RAIL_WIDTH, height);
      own = createPageView(window, { preferences: pagePreferences({ preload }), background: background(), isSilentHidden: false });
      // A load fails because another took its place; a local page has no other reason.
      window.webContents.loadURL(RAIL_PAGE).catch(() => undefined);
    },
    show(view, isAlone) {
      railWidth = isAlone ? 0 : RAIL_WIDTH;
      const next = view ?? own;
      if (next !== shown) shown?.hide();
      shown = next;
      next?.show(bounds());
    },
    async close() {
      shown = null;
      await own?.close();
    },
  };
}
