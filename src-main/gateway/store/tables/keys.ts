import { json, nullable, table, text, time, type RowOf } from './table.ts';

export const keys = table({
  id: text(),
  secret_hash: text(),
  label: text(),
  owner_id: text(),
  room_ids: nullable(json()),
  rights: json(),
  hint: text(),
  created_at: time(),
  last_used_at: nullable(time()),
  revoked_at: nullable(time()),
});
export type KeyRow = RowOf<typeof keys>;

/** Checks the proofs of a secret (key-proof.ts), for current and old secrets alike. */
export const keyVerifiers = table({ secret_hash: text(), stored_key: text(), server_key: text() });
export type KeyVerifierRow = RowOf<typeof keyVerifiers>;

/** Secrets that another took the place of. */
export const oldSecrets = table({ secret_hash: text(), key_id: text(), good_until: time() });
export type OldSecretRow = RowOf<typeof oldSecrets>;
