const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const CLEAR_AFTER = ['never', '30-minutes', '1-hour', '4-hours', 'today'] as const;
export type ClearAfter = (typeof CLEAR_AFTER)[number];

/** When a status that is set now is over; null: not automatically. Today ends where the person is. */
export function clearedAt(after: ClearAfter, now: Date): number | null {
  switch (after) {
    case 'never':
      return null;
    case '30-minutes':
      return now.getTime() + 30 * MINUTE_MS;
    case '1-hour':
      return now.getTime() + HOUR_MS;
    case '4-hours':
      return now.getTime() + 4 * HOUR_MS;
    case 'today':
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
  }
}
