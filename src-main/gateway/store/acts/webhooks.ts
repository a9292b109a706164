import { AppError } from '../../../../src-shared/errors.ts';
import { WEBHOOK_RETRIES_MS } from '../../../../src-shared/limits.ts';
import type { Subscription } from '../../../../src-shared/webhooks.ts';
import type { SubscriptionRow } from '../schema.ts';
import type { Transaction } from '../transaction.ts';

export interface NewSubscription {
  id: string;
  room_id: string;
  owner_id: string;
  created_by: string;
  key_id: string | null;
  webhook_url: string;
  secret: string;
  kinds: string[];
  only_from: string | null;
  not_from: string | null;
  only_from_id: string | null;
  not_from_id: string | null;
  exclude_thinking: boolean;
  /** Null: the newest message there is. */
  since_seq: number | null;
}

export function subscribe(tx: Transaction, subscription: NewSubscription): Subscription {
  const { id, room_id, kinds, exclude_thinking } = subscription;
  if (!tx.reads.room(room_id)) throw new AppError('room_not_found');
  const tip = tx.lastSeq(room_id);
  // Past the newest message it would keep back what is written next.
  const since_seq = Math.max(0, Math.min(subscription.since_seq ?? tip, tip));
  tx.writes.insertSubscription.run({
    ...subscription,
    kinds: JSON.stringify(kinds),
    exclude_thinking: exclude_thinking ? 1 : 0,
    since_seq,
    last_delivered_seq: since_seq,
    status: 'active',
    failure_count: 0,
    last_error: null,
    next_attempt_at: null,
    last_delivered_at: null,
    created_at: tx.now,
  });
  return found(tx, id);
}

export function unsubscribe(tx: Transaction, { id }: { id: string }): void {
  tx.writes.deleteSubscription.run({ id });
}

/** From the beginning of its tries; where it was stays, so everything after it is sent. */
export function enableSubscription(tx: Transaction, { id }: { id: string }): Subscription {
  const row = tx.reads.subscriptionRow(id);
  if (row) setState(tx, row, { status: 'active', failure_count: 0, last_error: null, next_attempt_at: null });
  return found(tx, id);
}

export function disableSubscription(tx: Transaction, { id, reason }: { id: string; reason: string }): void {
  const row = tx.reads.subscriptionRow(id);
  if (row) setState(tx, row, { status: 'disabled', last_error: reason, next_attempt_at: null });
}

/** Up to this seq there is nothing more to send. `is_taken`: because the receiver took the message, not because none was for it. */
export function moveSubscription(tx: Transaction, move: { id: string; seq: number; is_taken: boolean }): void {
  const row = tx.reads.subscriptionRow(move.id);
  // It was removed while the message was on its way.
  if (!row) return;
  if (move.seq > row.last_delivered_seq) tx.writes.moveSubscription.run({ id: row.id, last_delivered_seq: move.seq });
  if (move.is_taken) setState(tx, row, { failure_count: 0, last_error: null, next_attempt_at: null, last_delivered_at: tx.now });
}

/** A try failed: there is a next one later, or it was the last. */
export function failSubscription(tx: Transaction, { id, reason }: { id: string; reason: string }): void {
  const row = tx.reads.subscriptionRow(id);
  if (row?.status !== 'active') return;
  const wait = WEBHOOK_RETRIES_MS[row.failure_count];
  const next = wait === undefined ? ({ status: 'failed', next_attempt_at: null } as const) : { next_attempt_at: tx.now + wait };
  setState(tx, row, { ...next, failure_count: row.failure_count + 1, last_error: reason });
}

type State = Pick<SubscriptionRow, 'status' | 'failure_count' | 'last_error' | 'next_attempt_at' | 'last_delivered_at'>;

function setState(tx: Transaction, row: SubscriptionRow, change: Partial<State>): void {
  const { id, status, failure_count, last_error, next_attempt_at, last_delivered_at } = row;
  tx.writes.setSubscriptionState.run({ id, status, failure_count, last_error, next_attempt_at, last_delivered_at, ...change });
}

function found(tx: Transaction, id: string): Subscription {
  const subscription = tx.reads.subscription(id);
  if (!subscription) throw new AppError('access_denied', 'There is no such webhook of yours.');
  return subscription;
}
