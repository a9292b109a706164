// Where the window was. Electron 45 can keep that itself, but not everywhere it runs; this is the same on all of them.
import * as z from 'zod/mini';
import { readSettings, writeSettings } from './settings-file.ts';

const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });
export type Bounds = z.infer<typeof Bounds>;

const WindowState = z.object({ bounds: Bounds, isMaximized: z.boolean() });
export type WindowState = z.infer<typeof WindowState>;

/** The sidebar, a comfortable line of text, and the panel. */
const FIRST_SIZE = { width: 1280, height: 820 };
/** This much of the window must be on a screen, or it could not be grabbed. */
const GRIP = 80;

/** Null when there is none, or nothing that can be read: then the window opens as it does the first time. */
export function readWindowState(file: string): Promise<WindowState | null> {
  return readSettings(file, (content) => WindowState.parse(content));
}

export function writeWindowState(file: string, state: WindowState): Promise<void> {
  return writeSettings(file, state);
}

/** Where to open: where it was, if that can still be seen, else in the middle of the first screen. */
export function startBounds(saved: Bounds | null, screens: readonly Bounds[]): Bounds {
  if (saved && screens.some((screen) => isReachable(saved, screen))) return saved;
  const screen = screens[0] ?? { x: 0, y: 0, ...FIRST_SIZE };
  const width = Math.min(FIRST_SIZE.width, screen.width);
  const height = Math.min(FIRST_SIZE.height, screen.height);
  return { x: screen.x + Math.round((screen.width - width) / 2), y: screen.y + Math.round((screen.height - height) / 2), width, height };
}

function isReachable(window: Bounds, screen: Bounds): boolean {
  const acrossX = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const isTopVisible = window.y >= screen.y && window.y <= screen.y + screen.height - GRIP;
  return acrossX >= GRIP && isTopVisible;
}
