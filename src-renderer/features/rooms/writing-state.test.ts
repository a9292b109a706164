import { expect, test } from 'vitest';
import { maya, MORNING, room, sarah } from '../../testing/cast.ts';
import { writingState } from './writing-state.ts';

test('one can write in a room', () => {
  expect(writingState(room('lobby'), sarah).canWrite).toBe(true);
});

test('not in an archived one, which its maker can bring back and others cannot', () => {
  const archived = room('old', { archived_at: MORNING });
  expect(writingState(archived, maya)).toMatchObject({ canWrite: false, canRestore: true });
  expect(writingState(archived, sarah)).toMatchObject({ canWrite: false, canRestore: false });
});
