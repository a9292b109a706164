// Sessions: where a person is signed in.
import { AppError } from '../../../../src-shared/errors.ts';
import { ENDED_SESSIONS_KEPT_MS, SESSIONS_MAX, ACCOUNT_SESSIONS_MAX } from '../../../../src-shared/limits.ts';
import type { Person } from '../../../../src-shared/objects.ts';
import type { SessionRow } from '../../store/tables/access.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { endKnown, removeSession } from '../people/transactions.ts';

export const ACCOUNT_UNKNOWN = 'No one has joined with your account here. Ask for an invite.';
/** Also the answer for a code that is not known. */
const CODE_USED = 'This code was used, or is too old. Make a new one.';

export interface NewSession extends Pick<
  SessionRow,
  'id' | 'token_hash' | 'page_secret' | 'browser' | 'platform' | 'entrance' | 'room_id' | 'account'
> {
  lifetime_ms: number;
}

/**
 * `by_session_id`: the session that made the code, which must not have ended. Returns the ids of the sessions that ended because the
 * person had too many.
 */
export function* createSession(
  tx: Tx,
  { lifetime_ms, by_session_id = null, ...session }: NewSession & { participant_id: string; by_session_id?: string | null },
): Steps<string[]> {
  const open = yield* tx.reads.sessionsOf(session.participant_id);
  const by = open.find(({ id, expires_at }) => id === by_session_id && expires_at > tx.now);
  if (by_session_id !== null && !by) throw new AppError('unauthorized', CODE_USED);
  const { account } = session;
  if (by && account !== null) yield* requireFollower(tx, session.participant_id, by.account === account);
  const leastUsed = open.filter(({ id }) => id !== by_session_id).sort((a, b) => a.last_used_at - b.last_used_at);
  // Devices that sign in by an account take the place of each other.
  const followers = by ? leastUsed.filter((each) => account !== null && each.account === account) : [];
  const tooMany = followers.slice(0, Math.max(0, followers.length + 2 - ACCOUNT_SESSIONS_MAX));
  const left = leastUsed.filter((each) => !tooMany.includes(each));
  const ended = [...tooMany, ...left.slice(0, Math.max(0, open.length - tooMany.length + 1 - SESSIONS_MAX))];
  for (const each of ended) yield* endKnown(tx, each, { why: 'too_many', by_id: null });
  yield* tx.writes.insertSession({ ...session, created_at: tx.now, last_used_at: tx.now, expires_at: tx.now + lifetime_ms });
  return ended.map(({ id }) => id);
}

/** The account may have been forgotten, and the person may run the server by now. */
function* requireFollower(tx: Tx, participantId: string, isAccountKept: boolean): Steps<void> {
  const person = yield* tx.reads.participant(participantId);
  if (!isAccountKept || person?.kind !== 'person' || !mayFollow(person)) throw new AppError('unauthorized', ACCOUNT_UNKNOWN);
}

/** Those who run the server add a device by a code. */
export function mayFollow({ role }: Pick<Person, 'role'>): boolean {
  return role === 'guest' || role === 'member';
}

/** Deletes expired sessions, expired old secrets of keys, and the verifiers of deleted secrets. */
export function* dropExpired(tx: Tx, { now }: { now: number }): Steps<void> {
  for (const session of yield* tx.reads.expiredSessions(now)) yield* endKnown(tx, session, { why: 'expired', by_id: null });
  yield* tx.writes.deleteOldEndedSessions({ before: now - ENDED_SESSIONS_KEPT_MS });
  yield* tx.writes.deleteExpiredSecrets({ now });
  yield* tx.writes.deleteUnusedVerifiers({});
}

export function* touchSession(tx: Tx, { id, at, entrance }: Pick<SessionRow, 'id' | 'entrance'> & { at: number }): Steps<void> {
  yield* tx.writes.touchSession({ id, last_used_at: at, entrance });
}

export function* endSession(tx: Tx, { id }: { id: string }): Steps<void> {
  yield* removeSession(tx, id);
}

export interface SignOut {
  id: string;
  participant_id: string;
  /** The person who did it; null: its own person. */
  by_id: string | null;
  /** The session that asks. */
  kept_id: string | null;
}

/**
 * A device was signed out on another one. A device with an account may have made several sessions: with one of them, all that
 * came by an account end, but for the one that asks. Returns the ids of the sessions that ended.
 */
export function* signOut(tx: Tx, { id, participant_id, by_id, kept_id }: SignOut): Steps<string[]> {
  const open = yield* tx.reads.sessionsOf(participant_id);
  const session = open.find((each) => each.id === id);
  if (!session) return [];
  const alike = open.filter((each) => each.account !== null && session.account !== null && each.id !== kept_id);
  const ended = [session, ...alike.filter((each) => each.id !== id)];
  for (const each of ended) yield* endKnown(tx, each, { why: 'signed_out', by_id });
  yield* tx.writes.forgetAccount({ participant_id });
  return ended.map((each) => each.id);
}

/** Its own person ended it. A sign-out is meant: no device signs in again by the account. */
export function* signOutHere(tx: Tx, { id, participant_id }: Pick<SessionRow, 'id' | 'participant_id'>): Steps<void> {
  yield* removeSession(tx, id);
  yield* tx.writes.forgetAccount({ participant_id });
}

/** Returns the ids of the sessions that ended. */
export function* endOtherSessions(
  tx: Tx,
  { participant_id, except_id }: { participant_id: string; except_id: string | null },
): Steps<string[]> {
  const others = (yield* tx.reads.sessionsOf(participant_id)).filter(({ id }) => id !== except_id);
  for (const session of others) yield* endKnown(tx, session, { why: 'signed_out', by_id: null });
  yield* tx.writes.forgetAccount({ participant_id });
  return others.map(({ id }) => id);
}
