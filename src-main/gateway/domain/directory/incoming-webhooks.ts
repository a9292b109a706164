import type { FollowedRow } from '../../store/interfaces/stored-directory.ts';
import { Rows } from './rows.ts';

export type KnownWebhook = FollowedRow<'incoming_webhooks'>;

/** The webhooks with which programs post. The secrets of their signatures stay on the disk. */
export class IncomingWebhooks {
  readonly #rows = new Rows<KnownWebhook, 'secret_hash'>(({ participant_id }) => participant_id, ['secret_hash']);

  put(row: KnownWebhook): void {
    this.#rows.put(row);
  }

  remove(row: KnownWebhook): void {
    this.#rows.remove(row);
  }

  find(id: string): KnownWebhook | null {
    return this.#rows.get(id);
  }

  withHash(secretHash: string): KnownWebhook | null {
    return this.#rows.one('secret_hash', secretHash);
  }

  /** In no order. */
  all(): KnownWebhook[] {
    return [...this.#rows.all()];
  }
}
