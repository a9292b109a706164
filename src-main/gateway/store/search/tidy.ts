// Takes out of the index what is not in the database any more: the oldest messages, where they are deleted for their age.
import type { Source } from './catch-up.ts';
import type { Era, IndexFile } from './index-file.ts';

const PIECE = 500;

/** From the oldest on: all of them, or until nothing of a whole piece is gone. */
export function tidy(index: IndexFile, source: Pick<Source, 'message'>, { isAll = false } = {}): void {
  for (const era of index.erasBetween(0, Number.MAX_SAFE_INTEGER).reverse()) if (!tidyEra(index, era, source, isAll)) return;
}

/** Whether it may go on with the next. */
function tidyEra(index: IndexFile, era: Era, source: Pick<Source, 'message'>, isAll: boolean): boolean {
  for (let after = -1; ;) {
    const piece = era.cursorsAfter(after, PIECE);
    const last = piece.at(-1);
    if (last === undefined) return true;
    const gone = piece.filter((cursor) => source.message(cursor) === null);
    index.inTransaction(() => gone.forEach((cursor) => era.remove(cursor)));
    if (!isAll && gone.length === 0 && piece.length === PIECE) return false;
    after = last;
  }
}
