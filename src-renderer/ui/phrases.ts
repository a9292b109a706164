// How numbers, names and failures are put into words, the same way everywhere.
import { AppError } from '../../src-shared/errors.ts';
import { isolated } from '../../src-shared/isolate.ts';
import { errorMessage } from '../strings/error-message.ts';
import { locale, strings } from '../strings/strings.ts';

/** "lobby", "lobby and vault", "lobby, vault and garden"; past `max` "lobby, vault and 3 more". */
export function listed(names: readonly string[], max = 3): string {
  const shown = names.length > max ? [...names.slice(0, max - 1), strings.ui.more(names.length - max + 1)] : names;
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(shown.map(isolated));
}

/** A user's text for an error: the problem, and the remedy where it is known. */
export function explain(error: unknown): string {
  if (error instanceof AppError) return errorMessage(error);
  if (error instanceof Error && error.name === 'ConnectionLost') return strings.ui.unreachable;
  return strings.ui.failed;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "just now", "5 min ago", "3 h ago", "yesterday", "4 days ago", then the date. */
export function ago(then: number, now: number): string {
  const passed = now - then;
  if (passed < MINUTE_MS) return strings.ui.justNow;
  if (passed < HOUR_MS) return strings.ui.minutesAgo(Math.floor(passed / MINUTE_MS));
  if (passed < DAY_MS) return strings.ui.hoursAgo(Math.floor(passed / HOUR_MS));
  if (passed < 2 * DAY_MS) return strings.ui.yesterday;
  if (passed < 7 * DAY_MS) return strings.ui.daysAgo(Math.floor(passed / DAY_MS));
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(then);
}

/** "6 days left", "5 h left", "a few minutes left". */
export function timeLeft(until: number, now: number): string {
  const left = until - now;
  if (left >= DAY_MS) return strings.ui.daysLeft(Math.round(left / DAY_MS));
  if (left >= HOUR_MS) return strings.ui.hoursLeft(Math.round(left / HOUR_MS));
  return strings.ui.underAnHourLeft;
}
