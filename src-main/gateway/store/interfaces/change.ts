import type { HomeEvent } from '../../../../src-shared/events/index.ts';

/** The effect of an operation, and its recipients. */
export interface Change {
  /** The only recipient. Null: all who may see the event's subject. */
  only_id: string | null;
  event: HomeEvent;
  /** Of a room that was deleted: the participants who could see it. */
  seen_by?: readonly string[];
}
