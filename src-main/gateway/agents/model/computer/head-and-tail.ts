// The beginning and the end of an output of any length.
const HEAD_BYTES = 8 * 1024;
const TAIL_BYTES = 16 * 1024;

export class HeadAndTail {
  #head = Buffer.alloc(0);
  #tail = Buffer.alloc(0);
  #leftOut = 0;

  add(bytes: Buffer): void {
    const room = HEAD_BYTES - this.#head.length;
    if (room > 0) this.#head = Buffer.concat([this.#head, bytes.subarray(0, room)]);
    const tail = Buffer.concat([this.#tail, bytes.subarray(Math.max(0, room))]);
    const cut = Math.max(0, tail.length - TAIL_BYTES);
    this.#leftOut += cut;
    // A copy: a part of a large buffer would keep all of it.
    this.#tail = Buffer.from(tail.subarray(cut));
  }

  text(): string {
    if (this.#leftOut === 0) return Buffer.concat([this.#head, this.#tail]).toString();
    return `${this.#head.toString()}\n… (${this.#leftOut} bytes left out) …\n${this.#tail.toString()}`;
  }
}
