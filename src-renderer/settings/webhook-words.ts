// How a webhook stands, and what it is for, in words.
import type { Subscription } from '../../src-shared/webhooks.ts';
import { counted, listed } from '../ui/words.ts';

export type Standing = { tone: 'good' | 'waiting' | 'stopped'; text: string };

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** "Working", "Trying again in 16 s: it answered 500.", "Stopped after 6 failures: it answered 500." */
export function standingOf({ status, failure_count, last_error, next_attempt_at }: Subscription, now: number): Standing {
  const why = last_error === null ? '.' : `: ${last_error.charAt(0).toLowerCase()}${last_error.slice(1)}`;
  if (status === 'disabled') return { tone: 'stopped', text: `Stopped${why}` };
  if (status === 'failed') return { tone: 'stopped', text: `Stopped after ${counted(failure_count, 'failure', 'failures')}${why}` };
  if (failure_count === 0) return { tone: 'good', text: 'Working' };
  return { tone: 'waiting', text: `Trying again ${inTime((next_attempt_at ?? 0) - now)}${why}` };
}

function inTime(ms: number): string {
  if (ms <= 0) return 'now';
  return ms < MINUTE_MS ? `in ${Math.ceil(ms / SECOND_MS)} s` : `in ${Math.ceil(ms / MINUTE_MS)} min`;
}

/** What it is limited to; null when it gets everything. */
export function limitsOf({ kinds, only_from, not_from, exclude_thinking }: Subscription): string | null {
  const limits = [
    ...(kinds.length === 0 ? [] : [`only ${listed(kinds)}`]),
    ...(only_from === null ? [] : [`only from ${only_from}`]),
    ...(not_from === null ? [] : [`not from ${not_from}`]),
    ...(exclude_thinking ? ['no thoughts'] : []),
  ];
  return limits.length === 0 ? null : limits.join(' · ');
}

/** "alert, report" as it is typed, to the words. */
export function kindsIn(typed: string): string[] {
  const kinds = typed.split(',').map((kind) => kind.trim());
  return [...new Set(kinds.filter((kind) => kind !== ''))];
}

/** Whose messages are chosen: nothing for everybody, "only:Ada", or "not:Ada". */
export function authorsIn(chosen: string): { only_from: string | null; not_from: string | null } {
  return {
    only_from: chosen.startsWith('only:') ? chosen.slice('only:'.length) : null,
    not_from: chosen.startsWith('not:') ? chosen.slice('not:'.length) : null,
  };
}
