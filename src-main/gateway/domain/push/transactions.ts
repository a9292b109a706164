import { AppError } from '../../../../src-shared/errors.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import type { PushSubscriptionRow } from '../../store/tables/push.ts';

type NewSubscription = Omit<PushSubscriptionRow, 'created_at' | 'delivered_at' | 'failure'>;

/**
 * A device has one subscription, and an endpoint belongs to one device. A browser in which the same person signed in again brings its
 * endpoint along. That of another person is refused: its holder would receive the pushes of both.
 */
export function* subscribePush(tx: Tx, push: NewSubscription): Steps<void> {
  if (!(yield* isOpen(tx, push))) throw new AppError('unauthorized');
  const holder = yield* tx.reads.pushByEndpoint(push.endpoint);
  if (holder && holder.participant_id !== push.participant_id && (yield* isOpen(tx, holder)))
    throw new AppError('access_denied', 'Another person receives pushes at this endpoint. Subscribe again for a new one.');
  const before = yield* tx.reads.pushSubscription(push.session_id);
  const { created_at, delivered_at, failure } = before?.endpoint === push.endpoint ? before : { ...NEW, created_at: tx.now };
  for (const old of [holder, before]) if (old) yield* tx.writes.deletePushSubscription({ session_id: old.session_id });
  yield* tx.writes.insertPushSubscription({ ...push, created_at, delivered_at, failure });
}

const NEW = { delivered_at: null, failure: null };

function* isOpen(tx: Tx, { session_id, participant_id }: Pick<PushSubscriptionRow, 'session_id' | 'participant_id'>): Steps<boolean> {
  const sessions = yield* tx.reads.sessionsOf(participant_id);
  return sessions.some(({ id, expires_at }) => id === session_id && expires_at > tx.now);
}

export function* unsubscribePush(tx: Tx, { session_id }: { session_id: string }): Steps<void> {
  yield* tx.writes.deletePushSubscription({ session_id });
}

type About = Pick<PushSubscriptionRow, 'session_id' | 'endpoint'>;

/** `failure`: null for a success. Changes nothing when the device has another endpoint by now. */
export function* notePush(tx: Tx, { session_id, endpoint, failure }: About & { failure: string | null }): Steps<void> {
  const known = yield* tx.reads.pushSubscription(session_id);
  if (known?.endpoint !== endpoint) return;
  yield* tx.writes.notePush({ session_id, delivered_at: failure === null ? tx.now : known.delivered_at, failure });
}

/** The push service no longer knows the endpoint. */
export function* dropPush(tx: Tx, { session_id, endpoint }: About): Steps<void> {
  const known = yield* tx.reads.pushSubscription(session_id);
  if (known?.endpoint === endpoint) yield* tx.writes.deletePushSubscription({ session_id });
}
