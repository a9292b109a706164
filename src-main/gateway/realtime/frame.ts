// A frame for clients. It is encoded once for all transports and recipients.
import type { ServerFrame } from '../../../src-shared/frames.ts';

export interface Frame {
  readonly type: string;
  /** The cursor of the change or of the snapshot that it brings; null for all other frames. */
  readonly cursor: number | null;
  /** A line of JSON with its newline. */
  readonly line: Buffer;
}

/** Remembers what the last frame was made: many are sent the same one in a row. */
export function rememberLast(make: (frame: Frame) => Buffer): (frame: Frame) => Buffer {
  let last: { frame: Frame; made: Buffer } | null = null;
  return (frame) => {
    if (last?.frame !== frame) last = { frame, made: make(frame) };
    return last.made;
  };
}

/** JSON allows these characters in strings, but many line readers end a line at them: readline, splitlines. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

export function encode(frame: ServerFrame, cursor: number | null = null): Frame {
  const text = JSON.stringify(frame).replace(LINE_ENDS, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return { type: frame.type, cursor, line: Buffer.from(`${text}\n`) };
}
