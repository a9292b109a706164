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

  test('keeps my choice when others vote, changes it when I do, and has it when the votes are loaded', () => {
    const { own_option: _, ...others } = vote('v', { voted_ids: ['maya', 'sarah'] });
    let boards = withLoadedBoard(opened, 'lobby', { votes: [vote('v', { voted_ids: ['maya'], own_option: 1 })], tasks: [] });
    boards = withBoardEvent(boards, { type: 'vote.changed', cursor: 2, vote: others });
    expect(boards['lobby']?.votes[0]).toMatchObject({ voted_ids: ['maya', 'sarah'], own_option: 1 });
    boards = withBoardEvent(boards, { type: 'ballot.cast', cursor: 3, room_id: 'lobby', vote_id: 'v', option_index: 0 });
    expect(boards['lobby']?.votes[0]?.own_option).toBe(0);
    const heard = withBoardEvent(opened, { type: 'vote.changed', cursor: 2, vote: others });
    const loaded = withLoadedBoard(heard, 'lobby', { votes: [vote('v', { voted_ids: ['maya'], own_option: 1 })], tasks: [] });
    expect(loaded['lobby']?.votes[0]).toMatchObject({ voted_ids: ['maya', 'sarah'], own_option: 1 });
  });

  test('loses a vote whose message was deleted', () => {
    const boards = withLoadedBoard(opened, 'lobby', { votes: [vote('v'), vote('w')], tasks: [] });
    const after = withBoardEvent(boards, { type: 'vote.deleted', cursor: 5, room_id: 'lobby', vote_id: 'v' });
    expect(after['lobby']?.votes.map(({ id }) => id)).toEqual(['w']);
  });

  test('goes with its room', () => {
    expect(withBoardEvent(opened, { type: 'room.removed', cursor: 4, room_id: 'lobby' })).toEqual({});
  });
});
