import { AppError } from '../../../../src-shared/errors.ts';
import { WEBHOOK_RETRIES_MS } from '../../../../src-shared/limits.ts';
import type { Subscription } from '../../../../src-shared/webhooks.ts';
import type { SubscriptionRow } from '../../store/tables/webhooks.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

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

/** A webhook, and its room, where it is kept. */
interface OfRoom {
  id: string;
  room_id: string;
}

export function* subscribe(tx: Tx, subscription: NewSubscription): Steps<Subscription> {
  const { id, room_id, kinds, exclude_thinking } = subscription;
  if (!(yield* tx.reads.room(room_id))) throw new AppError('room_not_found');
  const tip = yield* tx.lastSeq(room_id);
  // Past the newest message it would keep back what is written next.
  const since_seq = Math.max(0, Math.min(subscription.since_seq ?? tip, tip));
  yield* tx.writes.insertSubscription({
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
  return yield* found(tx, id);
}

export function* unsubscribe(tx: Tx, { id }: OfRoom): Steps<void> {
  yield* tx.writes.deleteSubscription({ id });
}

/** From the beginning of its tries; where it was stays, so everything after it is sent. */
export function* enableSubscription(tx: Tx, { id }: OfRoom): Steps<Subscription> {
  const row = yield* tx.reads.subscriptionRow(id);
  if (row) yield* setState(tx, row, { status: 'active', failure_count: 0, last_error: null, next_attempt_at: null });
  return yield* found(tx, id);
}

export function* disableSubscription(tx: Tx, { id, reason }: OfRoom & { reason: string }): Steps<void> {
  const row = yield* tx.reads.subscriptionRow(id);
  if (row) yield* setState(tx, row, { status: 'disabled', last_error: reason, next_attempt_at: null });
}

/** Up to this seq there is nothing more to send. `is_taken`: because the receiver took the message, not because none was for it. */
export function* moveSubscription(tx: Tx, move: OfRoom & { seq: number; is_taken: boolean }): Steps<void> {
  const row = yield* tx.reads.subscriptionRow(move.id);
  // The webhook was removed during the delivery.
  if (!row) return;
  if (move.seq > row.last_delivered_seq) yield* tx.writes.moveSubscription({ id: row.id, last_delivered_seq: move.seq });
  if (move.is_taken) yield* setState(tx, row, { failure_count: 0, last_error: null, next_attempt_at: null, last_delivered_at: tx.now });
}

/** A try failed: there is a next one later, or it was the last. */
export function* failSubscription(tx: Tx, { id, reason }: OfRoom & { reason: string }): Steps<void> {
  const row = yield* tx.reads.subscriptionRow(id);
  if (row?.status !== 'active') return;
  const wait = WEBHOOK_RETRIES_MS[row.failure_count];
  const next = wait === undefined ? ({ status: 'failed', next_attempt_at: null } as const) : { next_attempt_at: tx.now + wait };
  yield* setState(tx, row, { ...next, failure_count: row.failure_count + 1, last_error: reason });
}

type State = Pick<SubscriptionRow, 'status' | 'failure_count' | 'last_error' | 'next_attempt_at' | 'last_delivered_at'>;

function* setState(tx: Tx, row: SubscriptionRow, change: Partial<State>): Steps<void> {
  const { id, status, failure_count, last_error, next_attempt_at, last_delivered_at } = row;
  yield* tx.writes.setSubscriptionState({ id, status, failure_count, last_error, next_attempt_at, last_delivered_at, ...change });
}

function* found(tx: Tx, id: string): Steps<Subscription> {
  const subscription = yield* tx.reads.subscription(id);
  if (!subscription) throw new AppError('access_denied', 'You have no such webhook.');
  return subscription;
}
