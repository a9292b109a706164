import type { SessionRow } from '../../store/tables/access.ts';
import { byAge, Rows } from './rows.ts';

/** The sessions of all people, also those that are over and not deleted yet. Tokens are hashes; the page secret is what it is on disk. */
export class Sessions {
  readonly #rows = new Rows<SessionRow, 'token_hash' | 'participant_id' | 'account'>(
    ({ id }) => id,
    ['token_hash', 'participant_id', 'account'],
  );

  put(row: SessionRow): void {
    this.#rows.put(row);
  }

  remove(row: SessionRow): void {
    this.#rows.remove(row);
  }

  find(by: { id: string } | { token_hash: string }): SessionRow | null {
    return 'id' in by ? this.#rows.get(by.id) : this.#rows.one('token_hash', by.token_hash);
  }

  ofAccount(key: string): SessionRow[] {
    return byAge(this.#rows.with('account', key));
  }

  /** The oldest first. */
  of(participantId: string): SessionRow[] {
    return byAge(this.#rows.with('participant_id', participantId));
  }
}
