import type { Subscription } from '../../../../src-shared/webhooks.ts';
import type { FollowedRow } from '../../store/interfaces/stored-directory.ts';
import { toSubscription } from '../../store/sqlite/webhooks.ts';
import { Rows } from './rows.ts';

/** The webhooks with the state of their deliveries. Their secrets stay on the disk. */
export class Subscriptions {
  readonly #rows = new Rows<FollowedRow<'subscriptions'>>(({ id }) => id);

  put(row: FollowedRow<'subscriptions'>): void {
    this.#rows.put(row);
  }

  remove(row: FollowedRow<'subscriptions'>): void {
    this.#rows.remove(row);
  }

  find(id: string): Subscription | null {
    const row = this.#rows.get(id);
    return row && toSubscription(row);
  }

  /** In no order. */
  all(): Subscription[] {
    return [...this.#rows.all()].map(toSubscription);
  }
}
