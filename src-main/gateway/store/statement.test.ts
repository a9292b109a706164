import { expect, it } from 'vitest';
import { every } from './statement.ts';
import type { MentionRow } from './tables/messages.ts';

type Row = Pick<MentionRow, 'participant_id' | 'room_id' | 'seq'>;

it('does not compile with a column that is forgotten, or one that is not there', () => {
  const row: Row = { participant_id: 'ada', room_id: 'lobby', seq: 7 };
  // @ts-expect-error -- seq is forgotten
  expect(every(row)('participant_id', 'room_id')).not.toHaveProperty('seq');
  // @ts-expect-error -- the row is found by its room, but seq is forgotten
  expect(every(row, 'room_id')('participant_id')).not.toHaveProperty('seq');
  // @ts-expect-error -- there is no such column
  expect(every(row)('participant_id', 'room_id', 'seq', 'place')).toHaveProperty('seq', 7);
  expect(every(row, 'room_id')('participant_id', 'seq')).toEqual({ participant_id: 'ada', seq: 7 });
});
