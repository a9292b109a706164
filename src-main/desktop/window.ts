// The one window: what its page may do (nothing beyond a browser's), where it was, and what closing it means.
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { drop } from './drop.ts';
import { pagePreferences } from './homes/page-view.ts';
import { readWindowState, startBounds, writeWindowState } from './window-state.ts';

/** The timeline's ground (the renderer's tokens), so that nothing flashes before the first page is drawn. */
const GROUND = { light: '#fbfaf7', dark: '#141817' };
const SMALLEST = { width: 360, height: 480 };

export function ground(): string {
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light;
}

interface MainWindowOptions {
  preload: string;
  icon: string;
  stateFile: string;
  /** Hidden: only in the tray until it is called. Minimized: where there is no tray. */
  opens: 'shown' | 'hidden' | 'minimized';
  /** Whether a closed window is only hidden, because it can be brought back from somewhere. */
  hidesOnClose(): boolean;
  isQuitting(): boolean;
}

export interface MainWindow {
  window: BrowserWindow;
  /** In front of everything, wherever it was. */
  show(): void;
  isLookedAt(): boolean;
  /** Remembers where it was, and ends it. */
  close(): Promise<void>;
}

export async function openMainWindow(options: MainWindowOptions): Promise<MainWindow> {
  const { preload, icon, stateFile, opens, hidesOnClose, isQuitting } = options;
  const saved = await readWindowState(stateFile);
  const window = new BrowserWindow({
    ...startBounds(
      saved?.bounds ?? null,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Lanai',
    icon,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: ground(),
    webPreferences: pagePreferences({ preload }),
  });
  // Maximizing shows a window, so a hidden one is maximized when it is shown.
  let isMaximizedLater = saved?.isMaximized ?? false;
  window.once('show', () => {
    if (isMaximizedLater) window.maximize();
    isMaximizedLater = false;
  });
  window.once('ready-to-show', () => {
    if (opens === 'shown') window.show();
    if (opens !== 'minimized' || window.isVisible()) return;
    window.showInactive();
    window.minimize();
  });
  // The title is the program's; a page's would show whatever a room is called.
  window.on('page-title-updated', (event) => event.preventDefault());

  function saveState(): Promise<void> {
    return writeWindowState(stateFile, { bounds: window.getNormalBounds(), isMaximized: isMaximizedLater || window.isMaximized() });
  }

  window.on('close', (event) => {
    if (isQuitting()) return;
    drop(saveState(), 'the window then opens as it did before');
    if (!hidesOnClose()) return;
    event.preventDefault();
    window.hide();
  });

  return {
    window,
    show() {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    isLookedAt: () => window.isVisible() && window.isFocused(),
    async close() {
      if (window.isDestroyed()) return;
      await saveState();
      window.destroy();
    },
  };
}
