// Bytes to lines of UTF-8, no line longer than it may be.
import { isUtf8 } from 'node:buffer';
const NEWLINE = 0x0a;

export interface LinesListener {
  /** The most bytes of a line now, its newline included. */
  bytesMax(): number;
  onLine(line: string): void;
  /** Too long, or not UTF-8. Nothing is read after it. */
  onUnreadable(reason: string): void;
}

export function createLineReader({ bytesMax, onLine, onUnreadable }: LinesListener) {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isOver = false;

  function fail(reason: string): void {
    isOver = true;
    held = [];
    onUnreadable(reason);
  }

  const tooLong = (): void => fail(`A frame has at most ${bytesMax()} bytes.`);

  function take(bytes: Buffer): void {
    if (isUtf8(bytes)) onLine(bytes.toString('utf8'));
    else fail('A frame is a line of UTF-8.');
  }

  function read(chunk: Buffer): void {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1 && !isOver; at = chunk.indexOf(NEWLINE, from)) {
      const end = chunk.subarray(from, at);
      from = at + 1;
      if (heldBytes + end.length + 1 > bytesMax()) return tooLong();
      const line = held.length === 0 ? end : Buffer.concat([...held, end]);
      held = [];
      heldBytes = 0;
      take(line);
    }
    if (isOver || from === chunk.length) return;
    held.push(chunk.subarray(from));
    heldBytes += chunk.length - from;
    if (heldBytes >= bytesMax()) tooLong();
  }

  return {
    read,
    /** Nothing more comes: the last line may lack its newline. */
    end(): void {
      const rest = Buffer.concat(held);
      held = [];
      if (!isOver && rest.length > 0) take(rest);
    },
  };
}
