// Keys and the limits: the statements that read and write their tables.
import type { BucketLevelRow, KeyRow, KeyVerifierRow, OldSecretRow } from './schema.ts';
import { columns, query, statement } from './statement.ts';

const none = statement<Record<never, never>>();
const byId = statement<{ id: string }>();
const ofKey = statement<{ key_id: string }>();

export const keyReads = {
  keysOf: statement<{ owner_id: string }>()((p) =>
    query.selectFrom('keys').selectAll().where('owner_id', '=', p.owner_id).orderBy('created_at'),
  ),
  key: byId((p) => query.selectFrom('keys').selectAll().where('id', '=', p.id)),
  keyBySecret: statement<{ secret_hash: string }>()((p) => query.selectFrom('keys').selectAll().where('secret_hash', '=', p.secret_hash)),
  oldSecret: statement<{ secret_hash: string }>()((p) =>
    query.selectFrom('old_secrets').selectAll().where('secret_hash', '=', p.secret_hash),
  ),
  keyVerifier: statement<{ secret_hash: string }>()((p) =>
    query.selectFrom('key_verifiers').selectAll().where('secret_hash', '=', p.secret_hash),
  ),
  lastOldSecret: ofKey((p) =>
    query
      .selectFrom('old_secrets')
      .where('key_id', '=', p.key_id)
      .select((e) => e.fn.max('good_until').as('good_until')),
  ),
  keyOfAgent: byId((p) => query.selectFrom('participants').select('key_id').where('id', '=', p.id)),
  roomsAliveOfKey: ofKey((p) =>
    query
      .selectFrom('rooms')
      .where('key_id', '=', p.key_id)
      .where('archived_at', 'is', null)
      .where('direct_key', 'is', null)
      .select((e) => e.fn.countAll<number>().as('count')),
  ),
  roomsAliveOf: statement<{ participant_id: string }>()((p) =>
    query
      .selectFrom('rooms')
      .where('created_by', '=', p.participant_id)
      .where('archived_at', 'is', null)
      .where('direct_key', 'is', null)
      .select((e) => e.fn.countAll<number>().as('count')),
  ),
  limits: none(() => query.selectFrom('home').select('limits')),
  bucketLevels: none(() => query.selectFrom('bucket_levels').selectAll()),
};

export const keyWrites = {
  insertKey: statement<KeyRow>()((p) =>
    query
      .insertInto('keys')
      .values(
        columns(p, 'id', 'secret_hash', 'label', 'owner_id', 'room_ids', 'rights', 'hint', 'created_at', 'last_used_at', 'revoked_at'),
      ),
  ),
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
      .values(columns(p, 'secret_hash', 'stored_key', 'server_key'))
      .onConflict((c) => c.doNothing()),
  ),
  /** The verifiers of secrets that have ended. */
  deleteOverVerifiers: none(() =>
    query
      .deleteFrom('key_verifiers')
      .where('secret_hash', 'not in', (e) => e.selectFrom('keys').select('secret_hash'))
      .where('secret_hash', 'not in', (e) => e.selectFrom('old_secrets').select('secret_hash')),
  ),
  insertOldSecret: statement<OldSecretRow>()((p) =>
    query.insertInto('old_secrets').values(columns(p, 'secret_hash', 'key_id', 'good_until')),
  ),
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
  deleteOverSecrets: statement<{ now: number }>()((p) => query.deleteFrom('old_secrets').where('good_until', '<=', p.now)),
  bindAgent: statement<{ id: string; key_id: string }>()((p) =>
    query.updateTable('participants').set({ key_id: p.key_id }).where('id', '=', p.id),
  ),
  setLimits: statement<{ limits: string }>()((p) => query.updateTable('home').set({ limits: p.limits })),
  deleteBucketLevels: none(() => query.deleteFrom('bucket_levels')),
  insertBucketLevel: statement<BucketLevelRow>()((p) => query.insertInto('bucket_levels').values(columns(p, 'bucket', 'level', 'at'))),
};
