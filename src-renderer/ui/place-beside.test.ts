import { describe, expect, test } from 'vitest';
import { placeBeside } from './place-beside.ts';

const WINDOW = { width: 1000, height: 600 };
const MENU = { width: 200, height: 150 };

describe('placeBeside', () => {
  test('hangs below its anchor, its right edges in line when asked', () => {
    const anchor = { left: 500, top: 100, width: 30, height: 30 };
    expect(placeBeside(anchor, MENU, WINDOW, { side: 'below', align: 'end' })).toEqual({ left: 330, top: 136 });
    expect(placeBeside(anchor, MENU, WINDOW, { side: 'below', align: 'start' })).toEqual({ left: 500, top: 136 });
  });

  test('goes to the other side when there is no room on the one asked for', () => {
    const low = { left: 500, top: 560, width: 30, height: 30 };
    expect(placeBeside(low, MENU, WINDOW, { side: 'below', align: 'start' }).top).toBe(404);
    const high = { left: 500, top: 10, width: 30, height: 30 };
    expect(placeBeside(high, MENU, WINDOW, { side: 'above', align: 'start' }).top).toBe(46);
  });

  test('never leaves the window', () => {
    const corner = { left: 0, top: 590, width: 10, height: 10 };
    const placed = placeBeside(corner, { width: 300, height: 580 }, WINDOW, { side: 'below', align: 'end' });
    expect(placed.left).toBe(8);
    expect(placed.top).toBeGreaterThanOrEqual(8);
    expect(placed.top + 580).toBeLessThanOrEqual(592);
  });
});
