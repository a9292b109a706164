// Decides where the list of messages stands: at its end, at a row, or where the reader moved it. It knows neither React nor the DOM.
//
// The end and a row are kept in their place for as long as the reader does not move: rows are measured only when they come near,
// pages are put above them, and pictures grow. How long that takes depends on the machine, so no timer ends it.

/** Closer to the end than this is at the end. In px. */
const AT_END_PX = 24;
/** A scroll position is a fraction of a px on some screens. */
const SAME_PLACE_PX = 1;

/** In px. */
export interface ScrollMetrics {
  /** From the start of the list to the upper edge of what is on the screen. */
  top: number;
  /** The whole list. */
  height: number;
  /** The part that is on the screen. */
  viewport: number;
}

export type RowAlign = 'center' | 'start';

/** The list on the screen. */
export interface ScrolledList {
  /** Null before it is on the screen. */
  metrics(): ScrollMetrics | null;
  toEnd(): void;
  /** The list measures the rows on the way, so it may arrive later. */
  toRow(index: number, align: RowAlign): void;
}

export type ScrollTarget = { at: 'end' } | { at: 'row'; key: string; align: RowAlign };

/**
 * `reader`: where the reader moved it, or where nothing has to be kept in its place. `leftEndAt` is the scroll position, in px,
 * where a turn of the wheel began to leave the end. The browser moves the list later, and in small steps.
 */
type Position = ScrollTarget | { at: 'reader'; leftEndAt?: number };

export interface ScrollState {
  /** The room's newest message is in sight, and stays so. */
  isAtEnd: boolean;
  /** The list has arrived: the rows on the way are measured. */
  isThere: boolean;
}

export interface ScrolledRows {
  /** In their order. */
  keys: readonly string[];
  /** The rows go on to the room's newest message. The last row of fewer is no end: each new page would move the reader. */
  reachesEnd: boolean;
}

export interface ScrollerOptions {
  list: ScrolledList;
  /** Calls back when the list has been drawn and nothing was measured since. Returns its cancel. */
  afterDrawing(run: () => void): () => void;
  onState(state: ScrollState): void;
}

export class TimelineScroller {
  readonly #options: ScrollerOptions;
  #rows: ScrolledRows;
  #position: Position = { at: 'reader' };
  #state: ScrollState;
  #last = { top: 0, height: 0 };
  /** Nothing was measured since the last drawing: a scroll that follows is the reader's. */
  #isSettled = false;
  #cancelSettling = (): void => undefined;

  constructor(options: ScrollerOptions, rows: ScrolledRows, startsAtEnd: boolean) {
    this.#options = options;
    this.#rows = rows;
    this.#state = { isAtEnd: startsAtEnd && rows.reachesEnd, isThere: false };
  }

  get state(): ScrollState {
    return this.#state;
  }

  goTo(target: ScrollTarget): void {
    this.#position = target;
    this.#report({ isThere: false });
    this.#keepInPlace();
    if (target.at === 'end' && !this.#rows.reachesEnd) this.release();
  }

  /** The rows that are drawn now. */
  setRows(rows: ScrolledRows): void {
    this.#rows = rows;
    if (this.#position.at === 'row' && !rows.keys.includes(this.#position.key)) this.release();
    else this.#report();
  }

  /** Nothing is kept in its place from now on: the reader moves the list, or opens something in it. */
  release(): void {
    this.#position = { at: 'reader' };
    this.#report();
  }

  /** The reader touches the list. The end stays in sight until the list moves away from it. */
  touched(): void {
    if (this.#position.at !== 'row') return;
    this.release();
    this.scrolled();
  }

  /** The reader turns the wheel. */
  wheeled(deltaY: number): void {
    this.touched();
    const metrics = this.#options.list.metrics();
    if (deltaY >= 0 || !metrics || metrics.top <= 0) return;
    if (this.#position.at === 'end') this.#position = { at: 'reader', leftEndAt: metrics.top };
    this.#report();
  }

  /** All movement has ended. A list that moved by a few px only has not left its end. */
  rested(): void {
    const metrics = this.#options.list.metrics();
    if (this.#position.at !== 'reader' || this.#position.leftEndAt === undefined || !metrics) return;
    if (metrics.top >= this.#position.leftEndAt) return;
    this.#position = { at: 'reader' };
    this.scrolled();
  }

  /** The list has moved, whatever moved it. */
  scrolled(): void {
    const metrics = this.#options.list.metrics();
    if (!metrics) return;
    const { top, height, viewport } = metrics;
    const up = this.#last.top - top;
    const { height: before } = this.#last;
    this.#last = { top, height };
    const isNearEnd = this.#rows.reachesEnd && height - viewport - top <= AT_END_PX;
    // While rows are measured the list moves automatically.
    if (this.#position.at === 'row' && !this.#isSettled) return;
    const isLeaving =
      this.#position.at === 'reader' && this.#position.leftEndAt !== undefined && (height !== before || up >= -SAME_PLACE_PX);
    if (isNearEnd && isLeaving) return;
    if (isNearEnd) this.#position = { at: 'end' };
    else if (this.#position.at === 'reader') this.#position = { at: 'reader' };
    else if (this.#isByReader(up, height - before)) this.#position = { at: 'reader' };
    this.#report();
  }

  /** Whether the reader moved the list, which is `up` px further up and `taller` px higher than before. */
  #isByReader(up: number, taller: number): boolean {
    // A list that grows at its end does not move upwards automatically.
    if (this.#position.at === 'end') return taller >= 0 && up > SAME_PLACE_PX;
    return taller === 0 && Math.abs(up) > SAME_PLACE_PX;
  }

  /** The list or its part on the screen has another height. */
  resized(): void {
    if (this.#position.at === 'reader') this.scrolled();
    else this.#keepInPlace();
  }

  close(): void {
    this.#cancelSettling();
  }

  #keepInPlace(): void {
    const { list } = this.#options;
    this.#isSettled = false;
    if (this.#position.at === 'end') list.toEnd();
    if (this.#position.at === 'row') list.toRow(this.#rows.keys.indexOf(this.#position.key), this.#position.align);
    const metrics = list.metrics();
    // A list that grows moves automatically: that is not the reader's doing.
    if (metrics) this.#last = { top: metrics.top, height: metrics.height };
    this.#cancelSettling();
    this.#cancelSettling = this.#options.afterDrawing(() => this.#settle());
    this.#report();
  }

  #settle(): void {
    this.#isSettled = true;
    // Within a few px of the end it is at the end for its reader, and may have moved there automatically.
    if (this.#position.at === 'end') this.#options.list.toEnd();
    // Where nothing had to move, no scrolling says that this is the end.
    if (this.#position.at !== 'reader') this.scrolled();
    this.#report({ isThere: true });
  }

  #report({ isThere = this.#state.isThere }: { isThere?: boolean } = {}): void {
    const isAtEnd = this.#rows.reachesEnd && this.#position.at === 'end';
    if (isAtEnd === this.#state.isAtEnd && isThere === this.#state.isThere) return;
    this.#state = { isAtEnd, isThere };
    this.#options.onState(this.#state);
  }
}
