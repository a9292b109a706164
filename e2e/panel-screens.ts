// Tabs of the panel beside a room that need something in them first.
import { PINS_SCREEN } from './pins-screen.ts';
import { ROOM_PAGE_SCREENS } from './room-page-screen.ts';
import type { Screen } from './screens.ts';

export const PANEL_SCREENS: readonly Screen[] = [PINS_SCREEN, ...ROOM_PAGE_SCREENS];
