import type { Box } from './thumb-box.ts';

const SIDE_MAX = 420;
/** A browser's controls need this width. */
const WIDTH_MIN = 200;

/** The size of a film in the timeline, in its own ratio: as large as fits, and not larger than it is unless its controls need it. */
export function filmBox({ width, height }: Box): Box {
  const scale = Math.min(SIDE_MAX / width, SIDE_MAX / height, Math.max(1, WIDTH_MIN / width));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** For as long as the size is not known. */
export const USUAL_FILM: Box = { width: SIDE_MAX, height: (SIDE_MAX * 9) / 16 };

/** A film may be a moment shorter than its file says. */
const ROUNDING_S = 1;

/** Whether it ended before its end. `seconds`: what the file says; NaN or Infinity when it says nothing. */
export function endsEarly(at: number, seconds: number): boolean {
  return Number.isFinite(seconds) && at < seconds - ROUNDING_S;
}
