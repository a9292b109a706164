import type { DurableType } from '../../../../src-shared/events/index.ts';
import { integer, json, nullable, table, text, type RowOf } from './table.ts';

/** A posted message is its own row in `messages`. */
export type RecordedType = Exclude<DurableType, 'message.posted'>;

/** Every durable change that is not a new message. It names its subject; the event is made from the subject's present state. */
export const changes = table({
  cursor: integer(),
  type: text<RecordedType>(),
  room_id: nullable(text()),
  subject_id: nullable(text()),
  /** The only recipient. Null: all who may see the subject. */
  only_id: nullable(text()),
  /** For the few events whose numbers belong to their moment. */
  payload: nullable(json()),
});
export type ChangeRow = RowOf<typeof changes>;
