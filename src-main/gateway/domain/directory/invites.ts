import type { Invite } from '../../../../src-shared/objects.ts';
import { toInvite } from '../../store/sqlite/access.ts';
import type { InviteRow } from '../../store/tables/access.ts';
import { byAge, Rows } from './rows.ts';

/** All invites: used, revoked and expired ones stay, because the list of invites shows them. Codes are hashes. */
export class Invites {
  readonly #rows = new Rows<InviteRow, 'code_hash' | 'earlier_code_hash'>(({ id }) => id, ['code_hash', 'earlier_code_hash']);

  put(row: InviteRow): void {
    this.#rows.put(row);
  }

  remove(row: InviteRow): void {
    this.#rows.remove(row);
  }

  /** The oldest first. */
  all(): Invite[] {
    return byAge(this.#rows.all()).map(toInvite);
  }

  byCode(codeHash: string): InviteRow | null {
    return this.#rows.one('code_hash', codeHash) ?? this.#rows.one('earlier_code_hash', codeHash);
  }
}
