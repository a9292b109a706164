// Lengths are padded before sealing, so that a sealed message or file says little about how long its content is.

const STEP_BYTES_MIN = 256;

/** The next step at or above `bytes`: 256 bytes at least, and at most an eighth more than the content. */
export function paddedLength(bytes: number): number {
  const step = Math.max(STEP_BYTES_MIN, 2 ** (Math.floor(Math.log2(Math.max(bytes, 1))) - 3));
  return Math.max(step, Math.ceil(bytes / step) * step);
}

/** The bytes with zeros after them, up to a step, and to `most` bytes at most. */
export function padded(bytes: Uint8Array, most = Infinity): Uint8Array {
  const padding = new Uint8Array(Math.max(bytes.length, Math.min(paddedLength(bytes.length), most)));
  padding.set(bytes);
  return padding;
}
