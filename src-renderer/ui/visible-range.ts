/** The rows of a list that are drawn: from the first to before the last. */
export interface Range {
  from: number;
  to: number;
  /** The distance from row to row, in pixels. */
  pitch: number;
}

interface Seen {
  /** How much of the list is above the visible part, in pixels; negative while the list begins below its upper edge. */
  above: number;
  /** Of the visible part. */
  height: number;
  pitch: number;
}

/** Rows are drawn this far beyond the edges, in steps, so that not every pixel of scrolling draws again. */
const STEP = 10;

export function rangeOf({ above, height, pitch }: Seen): Range {
  const first = Math.floor(above / pitch / STEP) * STEP - STEP;
  const last = Math.ceil((above + height) / pitch / STEP) * STEP + STEP;
  return { from: Math.max(0, first), to: Math.max(0, last), pitch };
}

/** So far from the visible part, the row with the focus is still drawn. */
const FOCUS_REACH = 4 * STEP;

/** With the row that has the focus and its neighbours, so that the Tab key finds the next one however fast it is pressed. */
export function withFocus(range: Range, focused: number): Range {
  if (focused < range.from - FOCUS_REACH || focused >= range.to + FOCUS_REACH) return range;
  return { ...range, from: Math.max(0, Math.min(range.from, focused - STEP)), to: Math.max(range.to, focused + STEP + 1) };
}
