// Keys with their secrets.
import type { Key } from '../../../../src-shared/keys.ts';
import { fromJson } from '../json.ts';
import { mapFound, query, statement, type PreparedAll } from '../statement.ts';
import { keyVerifiers, keys, oldSecrets, type KeyRow, type KeyVerifierRow, type OldSecretRow } from '../tables/keys.ts';
import type { Covered } from '../tables/table.ts';

const byId = statement<{ id: string }>();
const ofKey = statement<{ key_id: string }>();
const none = statement<Record<never, never>>();

export const keyReads = {
  key: byId((p) => query.selectFrom('keys').selectAll().where('id', '=', p.id)),
  lastOldSecret: ofKey((p) =>
    query
      .selectFrom('old_secrets')
      .where('key_id', '=', p.key_id)
      .select((e) => e.fn.max('good_until').as('good_until')),
  ),
};

export const keyWrites = {
  insertKey: statement<KeyRow>()((p) => query.insertInto('keys').values(keys.row(p))),
  replaceKeySecret: statement<{ id: string; secret_hash: string; hint: string }>()((p) =>
    query.updateTable('keys').set({ secret_hash: p.secret_hash, hint: p.hint, revoked_at: null }).where('id', '=', p.id),
  ),
  updateKey: statement<{ id: string; label: string; room_ids: string | null; rights: string }>()((p) =>
    query.updateTable('keys').set({ label: p.label, room_ids: p.room_ids, rights: p.rights }).where('id', '=', p.id),
  ),
  touchKey: statement<{ id: string; last_used_at: number }>()((p) =>
    query.updateTable('keys').set({ last_used_at: p.last_used_at }).where('id', '=', p.id),
  ),
  revokeKey: statement<{ id: string; revoked_at: number }>()((p) =>
    query.updateTable('keys').set({ revoked_at: p.revoked_at }).where('id', '=', p.id).where('revoked_at', 'is', null),
  ),
  revokeKeysOf: statement<{ owner_id: string; revoked_at: number }>()((p) =>
    query.updateTable('keys').set({ revoked_at: p.revoked_at }).where('owner_id', '=', p.owner_id).where('revoked_at', 'is', null),
  ),
  insertKeyVerifier: statement<KeyVerifierRow>()((p) =>
    query
      .insertInto('key_verifiers')
      .values(keyVerifiers.row(p))
      .onConflict((c) => c.doNothing()),
  ),
  /** The verifiers of secrets that have ended. */
  deleteUnusedVerifiers: none(() =>
    query
      .deleteFrom('key_verifiers')
      .where('secret_hash', 'not in', (e) => e.selectFrom('keys').select('secret_hash'))
      .where('secret_hash', 'not in', (e) => e.selectFrom('old_secrets').select('secret_hash')),
  ),
  insertOldSecret: statement<OldSecretRow>()((p) => query.insertInto('old_secrets').values(oldSecrets.row(p))),
  shortenOldSecrets: statement<{ key_id: string; good_until: number }>()((p) =>
    query
      .updateTable('old_secrets')
      .set({ good_until: p.good_until })
      .where('key_id', '=', p.key_id)
      .where('good_until', '>', p.good_until),
  ),
  deleteOldSecrets: ofKey((p) => query.deleteFrom('old_secrets').where('key_id', '=', p.key_id)),
  deleteOldSecretsOf: statement<{ owner_id: string }>()((p) =>
    query.deleteFrom('old_secrets').where('key_id', 'in', (e) => e.selectFrom('keys').select('id').where('owner_id', '=', p.owner_id)),
  ),
  deleteExpiredSecrets: statement<{ now: number }>()((p) => query.deleteFrom('old_secrets').where('good_until', '<=', p.now)),
};

export function keyReadsOn(find: PreparedAll<typeof keyReads>) {
  const keyOf = (row: KeyRow): Key => toKey(row, find.lastOldSecret.get({ key_id: row.id })?.good_until ?? null);
  return {
    keyRow: (id: string): KeyRow | null => find.key.get({ id }) ?? null,
    key: (id: string): Key | null => mapFound(find.key.get({ id }), keyOf),
  };
}

export function toKey(row: Covered<KeyRow, Key, 'secret_hash'>, old_secret_until: number | null): Key {
  const { secret_hash: _secret, room_ids, rights, ...rest } = row;
  return { ...rest, room_ids: strings(room_ids), rights: fromJson<Key['rights']>(rights), old_secret_until };
}

function strings(json: string | null): string[] | null {
  return json === null ? null : fromJson<string[]>(json);
}
