import { AppError } from '../../../../src-shared/errors.ts';
import type { KeyVerifier } from '../../../../src-shared/key-proof.ts';
import type { Key, Limits, Right } from '../../../../src-shared/keys.ts';
import type { BucketLevelRow } from '../../store/tables/home.ts';
import type { KeyVerifierRow } from '../../store/tables/keys.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { settingRow } from '../../store/settings.ts';

export interface NewKey extends KeyVerifier {
  id: string;
  secret_hash: string;
  label: string;
  owner_id: string;
  room_ids: string[] | null;
  rights: Right[];
  hint: string;
}

export function* createKey(tx: Tx, key: NewKey): Steps<Key> {
  // Read again: an operation before may have ended the access of the person, and all keys that there were.
  const owner = yield* tx.reads.participant(key.owner_id);
  if (owner?.kind === 'person' && owner.revoked_at !== null) throw new AppError('access_denied', 'The access of this person has ended.');
  yield* tx.writes.insertKey({ ...key, ...scopeColumns(key), created_at: tx.now, last_used_at: null, revoked_at: null });
  yield* keepVerifier(tx, key);
  return yield* found(tx, key.id);
}

export function* updateKey(tx: Tx, { id, label, room_ids, rights }: Pick<NewKey, 'id' | 'label' | 'room_ids' | 'rights'>): Steps<Key> {
  yield* inUse(tx, id);
  yield* tx.writes.updateKey({ id, label, ...scopeColumns({ room_ids, rights }) });
  return yield* found(tx, id);
}

interface NewSecret extends KeyVerifier {
  id: string;
  secret_hash: string;
  hint: string;
}

/** The secret that was good so far stays good until then, and none of those before it stays good for longer. */
export function* rotateKey(tx: Tx, { good_until, now, ...key }: NewSecret & { good_until: number; now: number }): Steps<Key> {
  yield* inUse(tx, key.id);
  const { secret_hash } = (yield* tx.reads.keyRow(key.id)) ?? raise();
  yield* tx.writes.deleteExpiredSecrets({ now });
  yield* tx.writes.shortenOldSecrets({ key_id: key.id, good_until });
  if (good_until > now) yield* tx.writes.insertOldSecret({ secret_hash, key_id: key.id, good_until });
  yield* setSecret(tx, key);
  return yield* found(tx, key.id);
}

/** A key that keeps its id, label and rights and gets another secret; every other is void, and the key is good again if it was ended. */
export function* replaceKeySecret(tx: Tx, key: NewSecret): Steps<Key> {
  yield* tx.writes.deleteOldSecrets({ key_id: key.id });
  yield* setSecret(tx, key);
  return yield* found(tx, key.id);
}

/** Keeps the verifier of a secret that is in use, by which its proofs are checked. */
export function* keepVerifier(tx: Tx, verifier: KeyVerifierRow): Steps<void> {
  yield* tx.writes.insertKeyVerifier(verifier);
  yield* tx.writes.deleteUnusedVerifiers({});
}

function* setSecret(tx: Tx, key: NewSecret): Steps<void> {
  yield* tx.writes.replaceKeySecret(key);
  yield* keepVerifier(tx, key);
}

export function* touchKey(tx: Tx, { id, at }: { id: string; at: number }): Steps<void> {
  yield* tx.writes.touchKey({ id, last_used_at: at });
}

export function* revokeKey(tx: Tx, { id }: { id: string }): Steps<Key> {
  yield* found(tx, id);
  yield* tx.writes.deleteOldSecrets({ key_id: id });
  yield* tx.writes.revokeKey({ id, revoked_at: tx.now });
  return yield* found(tx, id);
}

/** Returns all that were ever changed. */
export function* setLimits(tx: Tx, changed: Partial<Limits>): Steps<Partial<Limits>> {
  const limits = { ...(yield* tx.reads.changedLimits()), ...changed };
  yield* tx.writes.saveSetting(settingRow('limits', limits));
  return limits;
}

export function* saveBucketLevels(tx: Tx, { levels }: { levels: BucketLevelRow[] }): Steps<void> {
  yield* tx.writes.deleteBucketLevels({});
  for (const level of levels) yield* tx.writes.insertBucketLevel(level);
}

function scopeColumns({ room_ids, rights }: Pick<NewKey, 'room_ids' | 'rights'>): { room_ids: string | null; rights: string } {
  return { room_ids: room_ids === null ? null : JSON.stringify(room_ids), rights: JSON.stringify(rights) };
}

function* inUse(tx: Tx, id: string): Steps<void> {
  if ((yield* found(tx, id)).revoked_at !== null) throw new AppError('key_not_found', 'That key was ended. Make another one.');
}

function* found(tx: Tx, id: string): Steps<Key> {
  return (yield* tx.reads.key(id)) ?? raise();
}

function raise(): never {
  throw new AppError('key_not_found');
}
