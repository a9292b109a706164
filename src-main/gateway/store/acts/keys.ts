import { AppError } from '../../../../src-shared/errors.ts';
import type { KeyVerifier } from '../../../../src-shared/key-proof.ts';
import type { Key, Limits, Right } from '../../../../src-shared/keys.ts';
import type { BucketLevelRow, KeyVerifierRow } from '../schema.ts';
import type { Transaction } from '../transaction.ts';

export interface NewKey extends KeyVerifier {
  id: string;
  secret_hash: string;
  label: string;
  owner_id: string;
  room_ids: string[] | null;
  rights: Right[];
  hint: string;
}

export function createKey(tx: Transaction, key: NewKey): Key {
  tx.writes.insertKey.run({ ...key, ...scopeColumns(key), created_at: tx.now, last_used_at: null, revoked_at: null });
  keepVerifier(tx, key);
  return found(tx, key.id);
}

export function updateKey(tx: Transaction, { id, label, room_ids, rights }: Pick<NewKey, 'id' | 'label' | 'room_ids' | 'rights'>): Key {
  inUse(tx, id);
  tx.writes.updateKey.run({ id, label, ...scopeColumns({ room_ids, rights }) });
  return found(tx, id);
}

interface NewSecret extends KeyVerifier {
  id: string;
  secret_hash: string;
  hint: string;
}

/** The secret that was good so far stays good until then, and none of those before it stays good for longer. */
export function rotateKey(tx: Transaction, { good_until, now, ...key }: NewSecret & { good_until: number; now: number }): Key {
  inUse(tx, key.id);
  const { secret_hash } = tx.reads.keyRow(key.id) ?? raise();
  tx.writes.deleteOverSecrets.run({ now });
  tx.writes.shortenOldSecrets.run({ key_id: key.id, good_until });
  if (good_until > now) tx.writes.insertOldSecret.run({ secret_hash, key_id: key.id, good_until });
  setSecret(tx, key);
  return found(tx, key.id);
}

/** A key that keeps its id, label and rights and gets another secret; every other is void, and the key is good again if it was ended. */
export function replaceKeySecret(tx: Transaction, key: NewSecret): Key {
  tx.writes.deleteOldSecrets.run({ key_id: key.id });
  setSecret(tx, key);
  return found(tx, key.id);
}

/** Keeps the verifier of a secret that is in use, by which its proofs are checked. */
export function keepVerifier(tx: Transaction, verifier: KeyVerifierRow): void {
  tx.writes.insertKeyVerifier.run(verifier);
  tx.writes.deleteOverVerifiers.run({});
}

function setSecret(tx: Transaction, key: NewSecret): void {
  tx.writes.replaceKeySecret.run(key);
  keepVerifier(tx, key);
}

export function touchKey(tx: Transaction, { id, at }: { id: string; at: number }): void {
  tx.writes.touchKey.run({ id, last_used_at: at });
}

export function revokeKey(tx: Transaction, { id }: { id: string }): Key {
  found(tx, id);
  tx.writes.deleteOldSecrets.run({ key_id: id });
  tx.writes.revokeKey.run({ id, revoked_at: tx.now });
  return found(tx, id);
}

/** Returns all that were ever changed. */
export function setLimits(tx: Transaction, changed: Partial<Limits>): Partial<Limits> {
  const limits = { ...tx.reads.changedLimits(), ...changed };
  tx.writes.setLimits.run({ limits: JSON.stringify(limits) });
  return limits;
}

export function saveBucketLevels(tx: Transaction, { levels }: { levels: BucketLevelRow[] }): void {
  tx.writes.deleteBucketLevels.run({});
  for (const level of levels) tx.writes.insertBucketLevel.run(level);
}

function scopeColumns({ room_ids, rights }: Pick<NewKey, 'room_ids' | 'rights'>): { room_ids: string | null; rights: string } {
  return { room_ids: room_ids === null ? null : JSON.stringify(room_ids), rights: JSON.stringify(rights) };
}

function inUse(tx: Transaction, id: string): void {
  if (found(tx, id).revoked_at !== null) throw new AppError('key_not_found', 'That key was ended. Make another one.');
}

function found(tx: Transaction, id: string): Key {
  return tx.reads.key(id) ?? raise();
}

function raise(): never {
  throw new AppError('key_not_found');
}
