import type { KeyVerifier } from '../../../../src-shared/key-proof.ts';
import type { Key } from '../../../../src-shared/keys.ts';
import { toKey } from '../../store/sqlite/keys.ts';
import type { KeyRow, KeyVerifierRow, OldSecretRow } from '../../store/tables/keys.ts';
import { byAge, Rows } from './rows.ts';

/** The keys with their current and old secrets, which are hashes. */
export class Keys {
  readonly current = new Rows<KeyRow, 'secret_hash' | 'owner_id'>(({ id }) => id, ['secret_hash', 'owner_id']);
  readonly old = new Rows<OldSecretRow, 'key_id'>(({ secret_hash }) => secret_hash, ['key_id']);
  readonly verifiers = new Rows<KeyVerifierRow>(({ secret_hash }) => secret_hash);

  find(id: string): Key | null {
    return this.#toKey(this.current.get(id));
  }

  /** By its current secret. */
  bySecret(secretHash: string): Key | null {
    return this.#toKey(this.current.one('secret_hash', secretHash));
  }

  /** The oldest first. */
  of(ownerId: string): Key[] {
    return byAge(this.current.with('owner_id', ownerId)).flatMap((row) => this.#toKey(row) ?? []);
  }

  /** A secret that another took the place of. */
  oldSecret(secretHash: string): OldSecretRow | null {
    return this.old.get(secretHash);
  }

  /** Of a current or an old secret. */
  verifier(secretHash: string): KeyVerifier | null {
    return this.verifiers.get(secretHash);
  }

  #toKey(row: KeyRow | null): Key | null {
    if (!row) return null;
    const until = this.old.with('key_id', row.id).map(({ good_until }) => good_until);
    return toKey(row, until.length === 0 ? null : Math.max(...until));
  }
}
