// The votes and tasks of each opened room. Loaded once, then kept by events.
import type { OwnVote, Task, Vote } from '../../src-shared/coordination.ts';
import type { HomeEvent } from '../../src-shared/events/index.ts';

export interface Board {
  /** Both oldest first. */
  votes: readonly OwnVote[];
  tasks: readonly Task[];
  /** False while the home has not answered yet: what is there came by events. */
  isLoaded: boolean;
}

export type Boards = Readonly<Record<string, Board>>;

export const EMPTY_BOARD: Board = { votes: [], tasks: [], isLoaded: false };

/** After an event. Rooms that were not opened have no board: theirs is loaded when they are. */
export function withBoardEvent(boards: Boards, event: HomeEvent): Boards {
  if (event.type === 'vote.created' || event.type === 'vote.changed' || event.type === 'vote.closed') {
    const { vote } = event;
    return change(boards, vote.room_id, (board) => ({ ...board, votes: withVote(board.votes, vote) }));
  }
  if (event.type === 'vote.deleted') {
    const { room_id, vote_id } = event;
    return change(boards, room_id, (board) => ({ ...board, votes: board.votes.filter(({ id }) => id !== vote_id) }));
  }
  if (event.type === 'ballot.cast') {
    const { room_id, vote_id, option_index } = event;
    const chosen = (vote: OwnVote): OwnVote => (vote.id === vote_id ? { ...vote, own_option: option_index } : vote);
    return change(boards, room_id, (board) => ({ ...board, votes: board.votes.map(chosen) }));
  }
  if (event.type === 'task.assigned' || event.type === 'task.changed') {
    const { task } = event;
    return change(boards, task.room_id, (board) => ({ ...board, tasks: withOne(board.tasks, task, isNewerTask) }));
  }
  if (event.type === 'room.removed') {
    const { [event.room_id]: _gone, ...rest } = boards;
    return rest;
  }
  return boards;
}

/** The server's reply. Events during the request may have brought something newer. */
export function withLoadedBoard(boards: Boards, roomId: string, loaded: Pick<Board, 'votes' | 'tasks'>): Boards {
  return change(boards, roomId, (board) => ({
    isLoaded: true,
    votes: board.votes.reduce<readonly OwnVote[]>(withVote, inOrder(loaded.votes)),
    tasks: board.tasks.reduce<readonly Task[]>((tasks, task) => withOne(tasks, task, isNewerTask), inOrder(loaded.tasks)),
  }));
}

/** A vote that the server was asked for by its id. */
export function withFetchedVote(boards: Boards, vote: OwnVote): Boards {
  return change(boards, vote.room_id, (board) => ({ ...board, votes: withOne(board.votes, vote, isNewerVote) }));
}

/** Events do not have the own choice: it stays. */
function withVote(votes: readonly OwnVote[], vote: Vote | OwnVote): readonly OwnVote[] {
  const known = votes.find(({ id }) => id === vote.id);
  const own_option = 'own_option' in vote && vote.own_option !== null ? vote.own_option : (known?.own_option ?? null);
  return withOne(votes, { ...vote, own_option }, isNewerVote);
}

function change(boards: Boards, roomId: string, edit: (board: Board) => Board): Boards {
  const board = boards[roomId];
  return board ? { ...boards, [roomId]: edit(board) } : boards;
}

interface Made {
  id: string;
  created_at: number;
}

function withOne<T extends Made>(list: readonly T[], one: T, isNewer: (a: T, b: T) => boolean): readonly T[] {
  const known = list.find((each) => each.id === one.id);
  if (!known) return inOrder([...list, one]);
  return isNewer(known, one) ? list : list.map((each) => (each === known ? one : each));
}

function inOrder<T extends Made>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1));
}

/** Ballots are only ever added, and a vote that was closed stays closed. */
function isNewerVote(a: Vote, b: Vote): boolean {
  return (a.closed_at !== null && b.closed_at === null) || a.voted_ids.length > b.voted_ids.length;
}

function isNewerTask(a: Task, b: Task): boolean {
  return (a.updated_at ?? 0) > (b.updated_at ?? 0);
}
