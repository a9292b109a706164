const WIDTH_MAX = 420;
const HEIGHT_MAX = 320;
/** What a finger needs. */
const SIDE_MIN = 44;

export interface Box {
  width: number;
  height: number;
}

/** How large a picture stands in the timeline: known before it is there, so that nothing jumps when it comes. */
export function boxOf({ width, height }: Box): Box {
  const scale = Math.min(1, WIDTH_MAX / width, HEIGHT_MAX / height);
  return { width: Math.max(SIDE_MIN, Math.round(width * scale)), height: Math.max(SIDE_MIN, Math.round(height * scale)) };
}
