// How a webhook stands, and what it is for, in words.
import type { Subscription } from '../../../src-shared/webhooks.ts';
import { listed } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';

export type Standing = { tone: 'good' | 'waiting' | 'stopped'; text: string };

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** "Working", "Trying again in 16 s: it answered 500.", "Stopped after 6 failures: it answered 500." */
export function standingOf({ status, failure_count, last_error, next_attempt_at }: Subscription, now: number): Standing {
  const why = last_error === null ? null : `${last_error.charAt(0).toLowerCase()}${last_error.slice(1)}`;
  if (status === 'disabled')
    return { tone: 'stopped', text: why === null ? strings.webhooks.stopped : strings.webhooks.stoppedBecause(why) };
  if (status === 'failed')
    return {
      tone: 'stopped',
      text: why === null ? strings.webhooks.failed(failure_count) : strings.webhooks.failedBecause(failure_count, why),
    };
  if (failure_count === 0) return { tone: 'good', text: strings.webhooks.working };
  const when = inTime((next_attempt_at ?? 0) - now);
  return { tone: 'waiting', text: why === null ? strings.webhooks.trying(when) : strings.webhooks.tryingBecause(when, why) };
}

function inTime(ms: number): string {
  if (ms <= 0) return strings.webhooks.now;
  return ms < MINUTE_MS ? strings.webhooks.inSeconds(Math.ceil(ms / SECOND_MS)) : strings.webhooks.inMinutes(Math.ceil(ms / MINUTE_MS));
}

/** Its filters. Null when it gets everything. */
export function limitsOf(subscription: Subscription, nameOf: (id: string) => string | undefined): string | null {
  const { kinds, exclude_thinking } = subscription;
  const nowCalled = (id: string | null, asked: string | null): string | null => (id === null ? asked : (nameOf(id) ?? asked ?? id));
  const only_from = nowCalled(subscription.only_from_id, subscription.only_from);
  const not_from = nowCalled(subscription.not_from_id, subscription.not_from);
  const limits = [
    ...(kinds.length === 0 ? [] : [strings.webhooks.limit.kinds(listed(kinds))]),
    ...(only_from === null ? [] : [strings.webhooks.limit.onlyFrom(only_from)]),
    ...(not_from === null ? [] : [strings.webhooks.limit.notFrom(not_from)]),
    ...(exclude_thinking ? [strings.webhooks.limit.noThoughts] : []),
  ];
  return limits.length === 0 ? null : limits.join(' · ');
}

/** "alert, report" as it is typed, to the words. */
export function kindsIn(typed: string): string[] {
  const kinds = typed.split(',').map((kind) => kind.trim());
  return [...new Set(kinds.filter((kind) => kind !== ''))];
}

/** The authors that are chosen: empty for all, or "only:" or "not:" and an id. */
export function authorsIn(chosen: string): { only_from_id: string | null; not_from_id: string | null } {
  return {
    only_from_id: chosen.startsWith('only:') ? chosen.slice('only:'.length) : null,
    not_from_id: chosen.startsWith('not:') ? chosen.slice('not:'.length) : null,
  };
}
