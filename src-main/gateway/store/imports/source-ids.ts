// Ids for messages of programs that export none: the same each time the archive is read.
import { createHash } from 'node:crypto';

const ID_CHARS = 24;

/** Identical messages get a counter as a suffix. */
export class SourceIds {
  readonly #seen = new Map<string, number>();

  next(...facts: readonly (string | number)[]): string {
    const id = createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, ID_CHARS);
    const times = this.#seen.get(id) ?? 0;
    this.#seen.set(id, times + 1);
    return times === 0 ? id : `${id}-${times}`;
  }
}
