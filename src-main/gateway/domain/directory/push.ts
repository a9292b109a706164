import type { PushSubscriptionRow } from '../../store/tables/push.ts';
import { byAge, Rows } from './rows.ts';

/** The devices that receive Web Push. */
export class PushSubscriptions {
  readonly #rows = new Rows<PushSubscriptionRow, 'participant_id'>(({ session_id }) => session_id, ['participant_id']);

  put(row: PushSubscriptionRow): void {
    this.#rows.put(row);
  }

  remove(row: PushSubscriptionRow): void {
    this.#rows.remove(row);
  }

  find(sessionId: string): PushSubscriptionRow | null {
    return this.#rows.get(sessionId);
  }

  /** The oldest first. */
  of(participantId: string): PushSubscriptionRow[] {
    return byAge(this.#rows.with('participant_id', participantId));
  }

  has(participantId: string): boolean {
    return this.#rows.count('participant_id', participantId) > 0;
  }
}
