import { describe, expect, it } from 'vitest';
import { TimelineScroller, type RowAlign, type ScrollTarget } from './scroller.ts';

const VIEWPORT_PX = 400;
/** A row that was never drawn. */
const GUESSED_PX = 20;

/** A list on a screen without a screen: rows have a guessed height until the test measures them. */
function createScreen(count: number, { reachesEnd = true, startsAtEnd = false } = {}) {
  let rows = Array.from({ length: count }, (_, index) => ({ key: `r${index}`, height: GUESSED_PX }));
  let top = 0;
  let frame = (): void => undefined;
  let frames = 0;
  const height = (): number => rows.reduce((sum, row) => sum + row.height, 0);
  const offsetOf = (index: number): number => rows.slice(0, index).reduce((sum, row) => sum + row.height, 0);
  const moveTo = (px: number): void => void (top = Math.max(0, Math.min(px, height() - VIEWPORT_PX)));
  const keys = (): string[] => rows.map((row) => row.key);
  const scroller = new TimelineScroller(
    {
      list: {
        metrics: () => ({ top, height: height(), viewport: VIEWPORT_PX }),
        toEnd: () => moveTo(height()),
        toRow: (index: number, align: RowAlign) =>
          moveTo(align === 'start' ? offsetOf(index) : offsetOf(index) + (rows[index]?.height ?? 0) / 2 - VIEWPORT_PX / 2),
      },
      afterDrawing(run) {
        const mine = (frames += 1);
        frame = run;
        return () => mine === frames && (frame = () => undefined);
      },
      onState: () => undefined,
    },
    { keys: keys(), reachesEnd },
    startsAtEnd,
  );
  const setHeights = (from: number, to: number, px: number): void => {
    rows = rows.map((row, index) => (index >= from && index < to ? { ...row, height: px } : row));
  };
  return {
    scroller,
    goTo: (target: ScrollTarget) => scroller.goTo(target),
    /** Nothing was measured since the last drawing. */
    drawn: () => frame(),
    measure(from: number, to: number, px: number) {
      setHeights(from, to, px);
      scroller.resized();
    },
    /** A text grew: the browser knows, and has not measured it yet. */
    grow: setHeights,
    /** A page came above or below. */
    add(where: 'above' | 'below', more: number) {
      const added = Array.from({ length: more }, (_, index) => ({ key: `${where}${rows.length + index}`, height: GUESSED_PX }));
      rows = where === 'above' ? [...added, ...rows] : [...rows, ...added];
      scroller.setRows({ keys: keys(), reachesEnd });
      scroller.resized();
    },
    remove(key: string) {
      rows = rows.filter((row) => row.key !== key);
      scroller.setRows({ keys: keys(), reachesEnd });
      scroller.resized();
    },
    /** By the browser, the wheel's own event aside. */
    scrollBy(px: number) {
      moveTo(top + px);
      scroller.scrolled();
    },
    /** Where the row's upper edge is on the screen. */
    place: (key: string) => offsetOf(rows.findIndex((row) => row.key === key)) - top,
    fromEnd: () => height() - VIEWPORT_PX - top,
  };
}

const FIRST_NEW: ScrollTarget = { at: 'row', key: 'r40', align: 'start' };
const NAMED: ScrollTarget = { at: 'row', key: 'r40', align: 'center' };
const END: ScrollTarget = { at: 'end' };

describe('A list that goes to a row', () => {
  it('keeps the row in its place, however late the rows above it are measured', () => {
    const screen = createScreen(100);
    screen.goTo(FIRST_NEW);
    screen.drawn();
    screen.measure(20, 40, 55);
    expect(screen.place('r40')).toBe(0);
    screen.drawn();
    screen.measure(0, 20, 90);
    expect(screen.place('r40')).toBe(0);
  });

  it('keeps the row in its place when a page comes above it', () => {
    const screen = createScreen(100);
    screen.goTo(NAMED);
    screen.drawn();
    const before = screen.place('r40');
    screen.add('above', 50);
    screen.measure(0, 50, 70);
    expect(screen.place('r40')).toBe(before);
  });

  it('is there when it was drawn and nothing was measured since', () => {
    const screen = createScreen(100);
    screen.goTo(NAMED);
    expect(screen.scroller.state.isThere).toBe(false);
    screen.measure(30, 50, 30);
    expect(screen.scroller.state.isThere).toBe(false);
    screen.drawn();
    expect(screen.scroller.state.isThere).toBe(true);
    screen.goTo(FIRST_NEW);
    expect(screen.scroller.state.isThere).toBe(false);
  });

  it('is not held by the scrolling of its own way', () => {
    const screen = createScreen(100);
    screen.goTo(NAMED);
    screen.scrollBy(300);
    screen.measure(30, 50, 30);
    expect(screen.place('r40')).toBe(VIEWPORT_PX / 2 - 15);
  });

  it.each<[string, (screen: ReturnType<typeof createScreen>) => void]>([
    ['touches it', ({ scroller }) => scroller.touched()],
    ['turns the wheel', ({ scroller }) => scroller.wheeled(-10)],
    ['finds a word with the browser', (screen) => screen.scrollBy(500)],
    ['opens a message', ({ scroller }) => scroller.release()],
  ])('moves no more automatically once the reader %s', (_how, act) => {
    const screen = createScreen(100);
    screen.goTo(FIRST_NEW);
    screen.drawn();
    act(screen);
    const before = screen.place('r0');
    screen.measure(60, 80, 90);
    expect(screen.place('r0')).toBe(before);
  });

  it('follows the end when the row is on the last screen', () => {
    const screen = createScreen(45);
    screen.goTo(NAMED);
    screen.drawn();
    expect(screen.scroller.state.isAtEnd).toBe(true);
    screen.add('below', 3);
    expect(screen.fromEnd()).toBe(0);
  });

  it('stays where it is when the row goes away', () => {
    const screen = createScreen(100);
    screen.goTo(FIRST_NEW);
    screen.drawn();
    screen.remove('r40');
    const before = screen.place('r0');
    screen.measure(80, 90, 60);
    expect(screen.place('r0')).toBe(before);
  });
});

describe('A list at its end', () => {
  it('says so from the start', () => {
    expect(createScreen(100, { startsAtEnd: true }).scroller.state).toEqual({ isAtEnd: true, isThere: false });
    expect(createScreen(100, { startsAtEnd: true, reachesEnd: false }).scroller.state.isAtEnd).toBe(false);
  });

  it('keeps the end in sight when messages come and rows grow', () => {
    const screen = createScreen(100);
    screen.goTo(END);
    screen.add('below', 5);
    screen.measure(80, 105, 64);
    expect(screen.fromEnd()).toBe(0);
    expect(screen.scroller.state.isAtEnd).toBe(true);
  });

  it('stands at the very end once it is drawn, also when it moved a little while its rows were measured', () => {
    const screen = createScreen(100);
    screen.goTo(END);
    screen.scrollBy(-2);
    screen.drawn();
    expect(screen.fromEnd()).toBe(0);
    expect(screen.scroller.state).toEqual({ isAtEnd: true, isThere: true });
  });

  it('takes growth that is seen as scrolling for growth', () => {
    const screen = createScreen(100);
    screen.goTo(END);
    screen.scrollBy(0);
    screen.measure(0, 10, 5);
    screen.scrollBy(0);
    expect(screen.scroller.state.isAtEnd).toBe(true);
  });

  it.each([
    ['scrolls up', (screen: ReturnType<typeof createScreen>) => screen.scrollBy(-200)],
    ['turns the wheel up', ({ scroller }: ReturnType<typeof createScreen>) => scroller.wheeled(-10)],
    ['opens a message', ({ scroller }: ReturnType<typeof createScreen>) => scroller.release()],
  ])('is left when the reader %s', (_how, act) => {
    const screen = createScreen(100);
    screen.goTo(END);
    screen.drawn();
    act(screen);
    expect(screen.scroller.state.isAtEnd).toBe(false);
    const before = screen.place('r0');
    screen.add('below', 5);
    expect(screen.place('r0')).toBe(before);
  });

  it('is not left by a touch, nor by a few px', () => {
    const screen = createScreen(100);
    screen.goTo(END);
    screen.drawn();
    screen.scroller.touched();
    screen.scroller.wheeled(10);
    screen.scrollBy(-20);
    expect(screen.scroller.state.isAtEnd).toBe(true);
  });

  it.each([
    ['rows are measured', (screen: ReturnType<typeof createScreen>) => screen.measure(96, 100, 22)],
    ['the first drawing ends', (screen: ReturnType<typeof createScreen>) => screen.drawn()],
    ['the list moves by its first few px', (screen: ReturnType<typeof createScreen>) => screen.scrollBy(-8)],
  ])('stays left when %s between a turn of the wheel and its movement', (_when, happen) => {
    const screen = createScreen(100);
    screen.goTo(END);
    screen.scroller.wheeled(-600);
    happen(screen);
    screen.measure(90, 96, 24);
    expect(screen.scroller.state.isAtEnd).toBe(false);
    screen.scrollBy(-600);
    const before = screen.place('r0');
    screen.add('below', 5);
    expect(screen.place('r0')).toBe(before);
  });

  it('is left by a movement upwards in the moment in which a text grows', () => {
    const screen = createScreen(100);
    screen.goTo(END);
    screen.grow(99, 100, 80);
    screen.scrollBy(-600);
    const before = screen.place('r0');
    screen.measure(99, 100, 80);
    screen.drawn();
    expect(screen.place('r0')).toBe(before);
  });

  it('is kept when rows become smaller above a text that grows', () => {
    const screen = createScreen(100);
    screen.goTo(END);
    screen.grow(0, 90, 10);
    screen.grow(99, 100, 80);
    screen.scrollBy(-60);
    expect(screen.scroller.state.isAtEnd).toBe(true);
  });

  it('stays left when a part opens before the first drawing ends', () => {
    const screen = createScreen(100);
    screen.goTo(END);
    screen.scroller.release();
    screen.drawn();
    const before = screen.place('r0');
    screen.measure(95, 96, 300);
    expect(screen.place('r0')).toBe(before);
  });

  it('is kept again when the wheel moved it by a few px only', () => {
    const screen = createScreen(100);
    screen.goTo(END);
    screen.drawn();
    screen.scroller.wheeled(-10);
    screen.scroller.rested();
    expect(screen.scroller.state.isAtEnd).toBe(false);
    screen.scrollBy(-10);
    screen.scroller.rested();
    expect(screen.scroller.state.isAtEnd).toBe(true);
  });

  it('is kept again when the reader turns back before the list has left it', () => {
    const screen = createScreen(100);
    screen.goTo(END);
    screen.scroller.wheeled(-10);
    screen.scrollBy(-10);
    expect(screen.scroller.state.isAtEnd).toBe(false);
    screen.scrollBy(10);
    expect(screen.scroller.state.isAtEnd).toBe(true);
  });

  it('is kept again when the reader comes back to it', () => {
    const screen = createScreen(100);
    screen.goTo(END);
    screen.scrollBy(-500);
    screen.scrollBy(490);
    expect(screen.scroller.state.isAtEnd).toBe(true);
    screen.add('below', 1);
    expect(screen.fromEnd()).toBe(0);
  });

  it('is no end when later messages are not loaded: the reader stays where they are', () => {
    const screen = createScreen(100, { reachesEnd: false });
    screen.goTo(END);
    screen.drawn();
    expect(screen.scroller.state).toEqual({ isAtEnd: false, isThere: true });
    const before = screen.place('r99');
    screen.add('below', 50);
    expect(screen.place('r99')).toBe(before);
  });
});
