// A page inside the window, beside others. BrowserView is in every Electron that the app runs on; WebContentsView came with 30.
import { BrowserView, type BrowserWindow, type Rectangle, type WebContents, type WebPreferences } from 'electron';

export interface PageView {
  readonly contents: WebContents;
  /** In front of the window's own page, with the focus. */
  show(bounds: Rectangle): void;
  resize(bounds: Rectangle): void;
  focus(): void;
  isShown(): boolean;
  /** The page keeps running. */
  hide(): void;
  /** Resolves when the page is gone: one that ends together with the app can keep the app from ending. */
  close(): Promise<void>;
}

const CLOSE_LIMIT_MS = 1_000;

/** These lines are the wall between a page and the machine. They are written out although they are Electron's defaults. */
const WALL: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  // Chromium fetches dictionaries from its vendor, and a home sends nothing that its owner did not; macOS brings its own.
  spellcheck: process.platform === 'darwin',
};

export function pagePreferences(more: Pick<WebPreferences, 'preload' | 'session' | 'disableDialogs'>): WebPreferences {
  return { ...WALL, ...more };
}

interface PageViewOptions {
  preferences: WebPreferences;
  background: string;
  /** The page makes no sound while it is hidden. */
  isSilentHidden: boolean;
}

export function createPageView(window: BrowserWindow, { preferences, background, isSilentHidden }: PageViewOptions): PageView {
  const view = new BrowserView({ webPreferences: preferences });
  view.setBackgroundColor(background);
  const contents = view.webContents;
  let isShown = false;
  const setSound = (isOn: boolean): void => void (isSilentHidden && !contents.isDestroyed() && contents.setAudioMuted(!isOn));
  setSound(false);
  // A page can close itself, and its contents with it.
  const focus = (): void => void (contents.isDestroyed() || contents.focus());
  return {
    contents,
    show(bounds) {
      if (contents.isDestroyed()) return;
      if (!isShown) window.addBrowserView(view);
      isShown = true;
      setSound(true);
      view.setBounds(bounds);
      focus();
    },
    focus,
    isShown: () => isShown,
    resize: (bounds) => void (contents.isDestroyed() || view.setBounds(bounds)),
    hide() {
      if (isShown && !window.isDestroyed()) window.removeBrowserView(view);
      isShown = false;
      setSound(false);
    },
    close() {
      if (isShown && !window.isDestroyed()) window.removeBrowserView(view);
      isShown = false;
      if (contents.isDestroyed()) return Promise.resolve();
      const gone = new Promise<void>((resolve) => {
        contents.once('destroyed', () => resolve());
        setTimeout(resolve, CLOSE_LIMIT_MS);
      });
      contents.close();
      return gone;
    },
  };
}
