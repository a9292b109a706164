// Loads the votes and tasks of the open room once, and again when a new snapshot means that events were missed.
import type { StoreApi } from 'zustand';
import type { Task } from '../../src-shared/coordination.ts';
import type { AppClient } from '../../src-shared/client/app-client.ts';
import { EMPTY_BOARD, withLoadedBoard } from './boards.ts';
import { drop } from '../lib/drop.ts';
import type { HomeState } from './home-state.ts';

/** As many votes as the home gives at once. */
const VOTES = 200;
/** A board of more tasks than these pages hold is no help to anybody. */
const TASK_PAGES_MAX = 10;

function isThere({ place, snapshot }: HomeState): boolean {
  return place !== null && snapshot?.rooms[place.room_id] !== undefined;
}

/** Returns its own end. */
export function loadBoards(store: StoreApi<HomeState>, client: Pick<AppClient, 'request'>): () => void {
  async function allTasks(roomId: string): Promise<Task[]> {
    const tasks: Task[] = [];
    for (let page = 0; page < TASK_PAGES_MAX; page += 1) {
      const found = await client.request('list_tasks', { room_id: roomId, after: tasks.at(-1)?.id ?? null });
      tasks.push(...found.tasks);
      if (!found.has_more) break;
    }
    return tasks;
  }

  async function load(roomId: string): Promise<void> {
    try {
      const [{ votes }, tasks] = await Promise.all([client.request('list_votes', { room_id: roomId, limit: VOTES }), allTasks(roomId)]);
      store.setState(({ boards }) => ({ boards: withLoadedBoard(boards, roomId, { votes, tasks }) }));
    } catch {
      // Without a board the room is tried again: when it is opened the next time, or the home is back.
      store.setState(({ boards: { [roomId]: _failed, ...boards } }) => ({ boards }));
    }
  }

  function follow({ connection, snapshot, place, boards }: HomeState): void {
    const roomId = place?.room_id;
    if (connection.state !== 'live' || roomId === undefined || !snapshot?.rooms[roomId] || boards[roomId]) return;
    store.setState((state) => ({ boards: { ...state.boards, [roomId]: EMPTY_BOARD } }));
    drop(load(roomId), 'it handles its own failures');
  }

  follow(store.getState());
  return store.subscribe((now, before) => {
    const isOther = now.place?.room_id !== before.place?.room_id || now.connection.state !== before.connection.state;
    // A room can be opened by its address before the server has sent it.
    const hasCome = isThere(now) && !isThere(before);
    // A failed load leaves no board behind; it is not tried again at once, or it would be for ever.
    if (isOther || hasCome || now.snapshotGeneration !== before.snapshotGeneration) follow(now);
  });
}
