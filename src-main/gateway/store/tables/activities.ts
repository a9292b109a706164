import { ActivityKind } from '../../../../src-shared/activities.ts';
import { integer, nullable, oneOf, table, text, time, type RowOf } from './table.ts';

export const activities = table({
  /** The home-wide position, as of messages and changes. */
  cursor: integer(),
  room_id: text(),
  after_seq: integer(),
  kind: oneOf(ActivityKind),
  participant_id: text(),
  by_id: nullable(text()),
  created_at: time(),
});
export type ActivityRow = RowOf<typeof activities>;
