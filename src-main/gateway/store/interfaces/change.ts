import type { HomeEvent } from '../../../../src-shared/events/index.ts';

/** What an operation did, and for whom it is. */
export interface Change {
  /** Only this participant is told; null: whoever may see the event's subject. */
  only_id: string | null;
  event: HomeEvent;
}
