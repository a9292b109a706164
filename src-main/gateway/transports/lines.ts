// Bytes to lines of UTF-8, no line longer than it may be.
import { isUtf8 } from 'node:buffer';

const NEWLINE = 0x0a;

export interface LinesListener {
  /** The bytes that a line may have now, its newline included. */
  readonly lineBytesMax: number;
  onLine(line: string): void;
  /** Too long, or not UTF-8. Nothing is read after it. */
  onUnreadable(reason: string): void;
}

export class LineReader {
  readonly #listener: LinesListener;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #isOver = false;

  constructor(listener: LinesListener) {
    this.#listener = listener;
  }

  read(chunk: Buffer): void {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1 && !this.#isOver; at = chunk.indexOf(NEWLINE, from)) {
      const end = chunk.subarray(from, at);
      from = at + 1;
      if (this.#heldBytes + end.length + 1 > this.#listener.lineBytesMax) return this.#tooLong();
      const line = this.#held.length === 0 ? end : Buffer.concat([...this.#held, end]);
      this.#held = [];
      this.#heldBytes = 0;
      this.#take(line);
    }
    if (this.#isOver || from === chunk.length) return;
    this.#held.push(chunk.subarray(from));
    this.#heldBytes += chunk.length - from;
    if (this.#heldBytes >= this.#listener.lineBytesMax) this.#tooLong();
  }

  /** The input has ended: the last line may lack its newline. */
  end(): void {
    const rest = Buffer.concat(this.#held);
    this.#held = [];
    if (!this.#isOver && rest.length > 0) this.#take(rest);
  }

  #take(bytes: Buffer): void {
    if (isUtf8(bytes)) this.#listener.onLine(bytes.toString('utf8'));
    else this.#fail('A frame is a line of UTF-8.');
  }

  #tooLong(): void {
    this.#fail(`A frame has at most ${this.#listener.lineBytesMax} bytes.`);
  }

  #fail(reason: string): void {
    this.#isOver = true;
    this.#held = [];
    this.#listener.onUnreadable(reason);
  }
}
