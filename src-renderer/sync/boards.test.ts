import { describe, expect, test } from 'vitest';
import { MORNING, task, vote } from '../testing/cast.ts';
import { EMPTY_BOARD, withBoardEvent, withLoadedBoard, type Boards } from './boards.ts';

const opened: Boards = { lobby: EMPTY_BOARD };

describe('the board of a room', () => {
  test('is kept by events, in the order in which things were made', () => {
    const late = vote('late', { created_at: MORNING + 10 });
    const soon = vote('soon', { created_at: MORNING });
    const boards = [late, soon].reduce((now, each) => withBoardEvent(now, { type: 'vote.created', cursor: 1, vote: each }), opened);
    expect(boards['lobby']?.votes.map(({ id }) => id)).toEqual(['soon', 'late']);
  });

  test('is not begun by an event: a room that was not opened is loaded when it is', () => {
    expect(withBoardEvent({}, { type: 'task.assigned', cursor: 1, task: task('a') })).toEqual({});
  });

  test('keeps what an event brought while the home was answering with something older', () => {
    const heard = withBoardEvent(opened, {
      type: 'task.changed',
      cursor: 2,
      task: task('a', { status: 'completed', updated_at: MORNING + 5 }),
      handed: null,
    });
    const loaded = withLoadedBoard(heard, 'lobby', { votes: [], tasks: [task('a'), task('b', { created_at: MORNING + 1 })] });
    expect(loaded['lobby']?.tasks.map(({ id, status }) => [id, status])).toEqual([
      ['a', 'completed'],
      ['b', 'pending'],
    ]);
    expect(loaded['lobby']?.isLoaded).toBe(true);
  });

  test('does not open a vote again that was closed', () => {
    const closed = withBoardEvent(opened, { type: 'vote.closed', cursor: 3, vote: vote('v', { closed_at: MORNING + 9, tally: [1, 0] }) });
    const after = withLoadedBoard(closed, 'lobby', { votes: [vote('v')], tasks: [] });
    expect(after['lobby']?.votes[0]?.closed_at).toBe(MORNING + 9);
  });

  test('goes with its room', () => {
    expect(withBoardEvent(opened, { type: 'room.removed', cursor: 4, room_id: 'lobby' })).toEqual({});
  });
});
