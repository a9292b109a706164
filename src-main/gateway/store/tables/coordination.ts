import { TaskStatus } from '../../../../src-shared/coordination.ts';
import { integer, json, nullable, oneOf, table, text, time, type RowOf } from './table.ts';

export const votes = table({
  id: text(),
  room_id: text(),
  title: text(),
  description: nullable(text()),
  options: json(),
  created_by: text(),
  created_at: time(),
  closes_at: nullable(time()),
  closed_at: nullable(time()),
  eligible_ids: json(),
  /** Those of the electorate who left the room: the vote does not wait for them. */
  left_ids: json(),
  seq: nullable(integer()),
  /** Those of the electorate whose ballots the vote does not wait for. */
  optional_ids: json(),
});
export type VoteRow = RowOf<typeof votes>;

export const ballots = table({ vote_id: text(), participant_id: text(), option_index: integer(), cast_at: time() });
export type BallotRow = RowOf<typeof ballots>;

export const tasks = table({
  id: text(),
  room_id: text(),
  title: text(),
  description: nullable(text()),
  status: oneOf(TaskStatus),
  assignee_id: nullable(text()),
  created_by: text(),
  created_at: time(),
  updated_at: nullable(time()),
  note: nullable(text()),
});
export type TaskRow = RowOf<typeof tasks>;
