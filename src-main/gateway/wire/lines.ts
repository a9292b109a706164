// Bytes to lines of UTF-8, no line longer than a frame may be.
import { isUtf8 } from 'node:buffer';
import { FRAME_BYTES_MAX } from '../../../src-shared/limits.ts';

const NEWLINE = 0x0a;

export interface LinesListener {
  onLine(line: string): void;
  /** Too long, or not UTF-8. Nothing is read after it. */
  onUnreadable(reason: string): void;
}

export function createLineReader({ onLine, onUnreadable }: LinesListener) {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isOver = false;

  function fail(reason: string): void {
    isOver = true;
    held = [];
    onUnreadable(reason);
  }

  function take(bytes: Buffer): void {
    if (isUtf8(bytes)) onLine(bytes.toString('utf8'));
    else fail('A frame is a line of UTF-8.');
  }

  return function read(chunk: Buffer): void {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1 && !isOver; at = chunk.indexOf(NEWLINE, from)) {
      const end = chunk.subarray(from, at);
      from = at + 1;
      if (heldBytes + end.length + 1 > FRAME_BYTES_MAX) return fail(TOO_LONG);
      const line = held.length === 0 ? end : Buffer.concat([...held, end]);
      held = [];
      heldBytes = 0;
      take(line);
    }
    if (isOver || from === chunk.length) return;
    held.push(chunk.subarray(from));
    heldBytes += chunk.length - from;
    if (heldBytes >= FRAME_BYTES_MAX) fail(TOO_LONG);
  };
}

const TOO_LONG = `A frame has at most ${FRAME_BYTES_MAX} bytes.`;
