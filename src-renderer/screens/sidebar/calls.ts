// The rows with messages for the user that are out of sight.
import type { Scroller } from '../../ui/virtual-rows.tsx';

/** A row, and its messages for the user. */
export interface CallRow {
  key: string;
  calls: number;
}

export interface HiddenCalls {
  count: number;
  /** The nearest of them. */
  key: string;
}

/** Those above and below the visible part. Null: none. */
export interface CallsOutOfSight {
  above: HiddenCalls | null;
  below: HiddenCalls | null;
}

export function hiddenCalls(rows: readonly CallRow[], { placeOf }: Pick<Scroller, 'placeOf'>): CallsOutOfSight {
  const found: CallsOutOfSight = { above: null, below: null };
  for (const { key, calls } of rows) {
    const place = placeOf(key);
    // The rows are in order: the last one above and the first one below are the nearest.
    if (place === 'above') found.above = { count: (found.above?.count ?? 0) + calls, key };
    if (place === 'below') found.below = { count: (found.below?.count ?? 0) + calls, key: found.below?.key ?? key };
  }
  return found;
}
