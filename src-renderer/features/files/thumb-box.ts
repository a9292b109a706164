const WIDTH_MAX = 420;
const HEIGHT_MAX = 320;
/** The smallest size for a finger. */
const SIDE_MIN = 44;

export interface Box {
  width: number;
  height: number;
}

/** The size of an image in the timeline. It is known before the image is loaded, so that nothing jumps. */
export function boxOf({ width, height }: Box): Box {
  const scale = Math.min(1, WIDTH_MAX / width, HEIGHT_MAX / height);
  return { width: Math.max(SIDE_MIN, Math.round(width * scale)), height: Math.max(SIDE_MIN, Math.round(height * scale)) };
}
