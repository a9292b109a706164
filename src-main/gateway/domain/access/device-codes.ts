// The codes that sign people in on other devices. Each works once.
import { ShortCodes, type IssuedCode } from './short-codes.ts';

export class DeviceCodes {
  /** Session ids. */
  readonly #codes: ShortCodes<string>;

  constructor(now: () => number) {
    this.#codes = new ShortCodes(now);
  }

  /** The code that this session had before is no longer good. */
  issue(session_id: string): IssuedCode {
    this.drop(session_id);
    return this.#codes.issue(session_id);
  }

  /** The code of this session is no longer good. */
  drop(session_id: string): void {
    this.#codes.drop((of, isOver) => of === session_id || isOver);
  }

  /** The session that made it, once, and only while the code is good. Null for any other text. */
  redeem(typed: string): string | null {
    const found = this.#codes.find(typed);
    if (!found) return null;
    this.#codes.drop((of) => of === found.value);
    return found.isOver ? null : found.value;
  }
}
