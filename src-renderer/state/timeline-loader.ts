// Fetches pages of a room's messages into its window. Asks for nothing while there is no connection: what is shown
// then stays, and the room on the screen is opened again when the home is back.
import type { StoreApi } from 'zustand';
import type { Reply } from '../../src-shared/commands.ts';
import type { HomeClient } from '../../src-shared/home-client.ts';
import { HISTORY_PAGE_MAX } from '../../src-shared/limits.ts';
import { drop } from './drop.ts';
import type { HomeState } from './home-state.ts';
import { withAuthors } from './reduce.ts';
import {
  firstSeq,
  hasOlder,
  indexOfSeq,
  lastSeq,
  loadFailed,
  loading,
  opened,
  trimmedOldest,
  withNewer,
  withOlder,
  type Page,
  type PageDirection,
  type Timeline,
} from './timeline.ts';

const FIRST_PAGE = 60;
const PAGE = 100;
/** How many messages before the one that was asked for come with it. */
const BEFORE_TARGET = 30;
/** What stays of a window when its room is left, so that coming back shows it at once. */
const KEPT_WHEN_CLOSED = 100;
const KEPT_WHEN_TRIMMED = 500;

type History = Reply<'get_history'>;

export interface TimelineLoader {
  open(roomId: string, seq: number | null): void;
  loadOlder(roomId: string): void;
  loadNewer(roomId: string): void;
  /** After a new snapshot: loads the window again, for the edits that were missed. */
  refresh(roomId: string): void;
  close(roomId: string): void;
  trim(roomId: string): void;
  loadQuoted(roomId: string, messageId: string): void;
}

export function createTimelineLoader(store: StoreApi<HomeState>, client: HomeClient): TimelineLoader {
  const timeline = (roomId: string): Timeline | undefined => store.getState().timelines[roomId];
  const set = (roomId: string, next: Timeline): void =>
    store.setState(({ timelines }) => ({ timelines: { ...timelines, [roomId]: next } }));

  async function page(roomId: string, where: { since_seq?: number; before_seq?: number }, limit: number): Promise<History> {
    const history = await client.request('get_history', { room_id: roomId, limit, ...where });
    store.setState((state) => withAuthors(state, history.participants));
    return history;
  }

  /** One load at a time and room; a second one while it runs is not needed, because it is asked for again by what is on the screen. */
  async function load(roomId: string, direction: PageDirection, run: () => Promise<void>): Promise<void> {
    if (store.getState().connection.state !== 'live' || timeline(roomId)?.load.state === 'loading') return;
    set(roomId, loading(timeline(roomId), direction));
    try {
      await run();
    } catch (error) {
      const isConnected = store.getState().connection.state === 'live';
      const now = timeline(roomId);
      if (isConnected) set(roomId, loadFailed(now, direction, error instanceof Error ? error.message : ''));
      else if (now) set(roomId, { ...now, load: { state: 'idle' } });
    }
  }

  async function newest(roomId: string): Promise<void> {
    const history = await page(roomId, {}, FIRST_PAGE);
    set(roomId, caughtUp(opened(history.messages, true), store.getState(), roomId));
  }

  async function around(roomId: string, seq: number): Promise<void> {
    const since = Math.max(0, seq - BEFORE_TARGET);
    const history = await page(roomId, { since_seq: since }, PAGE);
    let next = opened(history.messages, !history.has_more);
    // A page of very long messages is cut by its size and may end before the message it is about.
    while (!next.reachesEnd && (lastSeq(next) ?? seq) < seq)
      next = withNewer(next, asPage(await page(roomId, { since_seq: lastSeq(next) ?? since }, PAGE)));
    set(roomId, next);
  }

  const edit = (roomId: string, change: (now: Timeline) => Timeline): void => {
    const now = timeline(roomId);
    if (now) set(roomId, change(now));
  };

  return {
    open(roomId, seq) {
      const now = timeline(roomId);
      const isThere = now && (seq === null ? now.reachesEnd : indexOfSeq(now, seq) !== -1);
      if (isThere) return;
      drop(
        load(roomId, 'around', () => (seq === null ? newest(roomId) : around(roomId, seq))),
        'a failure is in the window',
      );
    },
    loadOlder(roomId) {
      const now = timeline(roomId);
      if (!now || !hasOlder(now)) return;
      drop(
        load(roomId, 'older', async () => {
          const history = await page(roomId, { before_seq: firstSeq(now) ?? 1 }, PAGE);
          edit(roomId, (latest) => withOlder(latest, asPage(history)));
        }),
        'a failure is in the window',
      );
    },
    loadNewer(roomId) {
      const now = timeline(roomId);
      if (!now || now.reachesEnd) return;
      drop(
        load(roomId, 'newer', async () => {
          const history = await page(roomId, { since_seq: lastSeq(now) ?? 0 }, PAGE);
          edit(roomId, (latest) => withNewer(latest, asPage(history)));
        }),
        'a failure is in the window',
      );
    },
    refresh(roomId) {
      const now = timeline(roomId);
      if (!now) return;
      drop(
        load(roomId, 'newer', async () => {
          const limit = Math.min(HISTORY_PAGE_MAX, now.messages.length + PAGE);
          const history = await page(roomId, { since_seq: Math.max(0, (firstSeq(now) ?? 1) - 1) }, limit);
          edit(roomId, (latest) => withNewer(latest, asPage(history)));
        }),
        'a failure is in the window',
      );
    },
    close(roomId) {
      const now = timeline(roomId);
      if (!now) return;
      if (now.reachesEnd) return set(roomId, trimmedOldest(now, KEPT_WHEN_CLOSED));
      store.setState(({ timelines: { [roomId]: _left, ...timelines } }) => ({ timelines }));
    },
    trim: (roomId) => edit(roomId, (now) => trimmedOldest(now, KEPT_WHEN_TRIMMED)),
    loadQuoted(roomId, messageId) {
      drop(loadQuoted(store, client, roomId, messageId), 'the quote then only says that it is an answer');
    },
  };
}

/** A message by its id: the page after it starts with the next seq, because it has been answered. */
async function loadQuoted(store: StoreApi<HomeState>, client: HomeClient, roomId: string, messageId: string): Promise<void> {
  const after = await client.request('get_history', { room_id: roomId, since: messageId, limit: 1 });
  const next = after.messages[0];
  if (!next) return;
  const { messages, participants } = await client.request('get_history', { room_id: roomId, before_seq: next.seq, limit: 1 });
  const found = messages.find((message) => message.id === messageId) ?? null;
  store.setState((state) => ({ ...withAuthors(state, participants), quoted: { ...state.quoted, [messageId]: found } }));
}

/** The newest page, unless messages were posted while it was under way: then its end is not the room's end. */
function caughtUp(timeline: Timeline, state: HomeState, roomId: string): Timeline {
  const tip = state.snapshot?.rooms[roomId]?.room.last_seq ?? 0;
  return (lastSeq(timeline) ?? 0) < tip ? { ...timeline, reachesEnd: false } : timeline;
}

function asPage(history: History): Page {
  return { messages: history.messages, hasMore: history.has_more };
}
