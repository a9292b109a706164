// How the window is laid out, remembered in this browser.
import { createStore, type StoreApi } from 'zustand/vanilla';

export const SIDEBAR_WIDTH = { min: 200, initial: 264, max: 420 } as const;
const KEY = 'lanai.layout';

/** So many folded sections are remembered: those of one person, and some that were deleted. */
const FOLDED_MAX = 100;

export type PanelTab = 'members' | 'tasks' | 'files' | 'pins' | 'page' | 'about';

export interface LayoutState {
  sidebarWidth: number;
  isSidebarHidden: boolean;
  isPanelOpen: boolean;
  /** Of the panel that is open. One that opens begins with the members, unless another tab is asked for. */
  panelTab: PanelTab;
  /** The panel as a sheet, where there is no space for it beside the room. It is not remembered. */
  isSheetOpen: boolean;
  /** Sections of the sidebar that show only rows with unread messages. */
  folded: readonly string[];
}

export type LayoutStore = StoreApi<LayoutState>;

export function createLayoutStore(storage: Storage): LayoutStore {
  const store = createStore<LayoutState>(() => remembered(storage.getItem(KEY)));
  store.subscribe((state) => storage.setItem(KEY, JSON.stringify(state)));
  return store;
}

export function clampedSidebarWidth(width: number): number {
  return Math.min(SIDEBAR_WIDTH.max, Math.max(SIDEBAR_WIDTH.min, Math.round(width)));
}

export function isFolded({ folded }: LayoutState, section: string): boolean {
  return folded.includes(section);
}

export function toggledFold({ folded }: LayoutState, section: string): Pick<LayoutState, 'folded'> {
  const others = folded.filter((each) => each !== section);
  return { folded: others.length < folded.length ? others : [...others, section].slice(-FOLDED_MAX) };
}

function remembered(text: string | null): LayoutState {
  const saved = parsed(text);
  return {
    sidebarWidth: typeof saved.sidebarWidth === 'number' ? clampedSidebarWidth(saved.sidebarWidth) : SIDEBAR_WIDTH.initial,
    isSidebarHidden: saved.isSidebarHidden === true,
    isPanelOpen: saved.isPanelOpen !== false,
    panelTab: 'members',
    isSheetOpen: false,
    folded: Array.isArray(saved.folded) ? saved.folded.filter((each) => typeof each === 'string') : [],
  };
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
