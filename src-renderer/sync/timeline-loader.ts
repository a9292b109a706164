// Fetches pages of a room's messages into its window. Asks for nothing while there is no connection: what is shown
// then stays, and the room on the screen is opened again when the home is back.
import type { StoreApi } from 'zustand';
import type { Reply } from '../../src-shared/commands/index.ts';
import type { AppClient } from '../../src-shared/client/app-client.ts';
import { HISTORY_PAGE_MAX } from '../../src-shared/limits.ts';
import type { Message } from '../../src-shared/objects.ts';
import { explain } from '../ui/phrases.ts';
import { drop } from '../lib/drop.ts';
import type { HomeState } from './home-state.ts';
import {
  hasOlder,
  withSwept,
  indexOfSeq,
  loadFailed,
  loading,
  opened,
  trimmedOldest,
  windowKey,
  withNewer,
  withOlder,
  type Page,
  type PageDirection,
  type Timeline,
  type WindowOf,
} from './timeline.ts';

const FIRST_PAGE = 60;
const PAGE = 100;
/** How many messages before the one that was asked for come with it. */
const BEFORE_TARGET = 30;
/** The part of a window that is kept when its room is left, so that it is shown at once on return. */
const KEPT_WHEN_CLOSED = 100;
const KEPT_WHEN_TRIMMED = 500;

type Change = (now: Timeline | undefined) => Timeline | undefined;

export interface TimelineLoader {
  open(at: WindowOf, seq: number | null): void;
  /** Loads what comes after this seq, and a little of what is before. */
  openUnread(at: WindowOf, readSeq: number): void;
  loadOlder(at: WindowOf): void;
  loadNewer(at: WindowOf): void;
  /** After a new snapshot: loads the window again, for the edits that were missed. */
  refresh(at: WindowOf): void;
  close(at: WindowOf): void;
  trim(at: WindowOf): void;
  loadQuoted(roomId: string, messageId: string): void;
  loadLinked(roomId: string, seq: number): void;
}

export function createTimelineLoader(store: StoreApi<HomeState>, client: AppClient): TimelineLoader {
  /** Which load of a window is the latest: what an earlier one brings is about a window that is gone. */
  const rounds = new Map<string, number>();
  const timeline = (at: WindowOf): Timeline | undefined => store.getState().timelines[windowKey(at)];

  function edit(at: WindowOf, change: Change): void {
    const next = change(timeline(at));
    const swept = store.getState().snapshot?.rooms[at.room_id]?.room.expired_through_seq ?? 0;
    if (!next) return;
    const { room_id, thread_id } = at;
    const window = thread_id === null ? next : { ...next, thread: { room_id, thread_id } };
    store.setState(({ timelines }) => ({ timelines: { ...timelines, [windowKey(at)]: withSwept(window, swept) } }));
  }

  function nextRound(at: WindowOf): number {
    const round = (rounds.get(windowKey(at)) ?? 0) + 1;
    rounds.set(windowKey(at), round);
    return round;
  }

  /** To open another place goes before everything; a page can wait, and is asked for again by what is on the screen. */
  function load(at: WindowOf, direction: PageDirection, fetch: () => Promise<Change>): void {
    const isBusy = timeline(at)?.load.state === 'loading' && direction !== 'around';
    if (store.getState().connection.state !== 'live' || isBusy) return;
    const round = nextRound(at);
    edit(at, (now) => loading(now, direction));
    const finish = (change: Change): void => {
      if (rounds.get(windowKey(at)) === round) edit(at, change);
    };
    fetch().then(finish, (error: unknown) => {
      const isConnected = store.getState().connection.state === 'live';
      finish((now) => (isConnected ? loadFailed(now, direction, explain(error)) : now && idle(now)));
    });
  }

  async function page({ room_id, thread_id }: WindowOf, where: { since_seq?: number; before_seq?: number }, limit: number): Promise<Page> {
    const history = await client.request('get_history', { room_id, thread_id, view: 'timeline', limit, ...where });
    client.learn(history);
    return asPage(history);
  }

  async function newest(at: WindowOf): Promise<Change> {
    const found = await page(at, {}, FIRST_PAGE);
    // Messages may have been posted while it was under way: then its end is not the room's end.
    return () => opened(found, found.through >= (store.getState().snapshot?.rooms[at.room_id]?.room.last_seq ?? 0));
  }

  /** The messages up to this seq and after it. */
  async function across(at: WindowOf, seq: number): Promise<Timeline> {
    const since = Math.max(0, seq - BEFORE_TARGET);
    const first = await page(at, { since_seq: since }, PAGE);
    let next = opened(first, !first.hasMore);
    // A page of very long messages is cut by its size and may end before the message it is about.
    while (!next.reachesEnd && next.through < seq) next = withNewer(next, await page(at, { since_seq: next.through }, PAGE));
    return next;
  }

  async function around(at: WindowOf, seq: number): Promise<Change> {
    const next = await across(at, seq);
    if (indexOfSeq(next, seq) !== -1) return () => next;
    // It was never there, or is gone: of an old link, or one to another home. After the end the newest messages are shown.
    const isBeyond = next.through < seq;
    if (!isBeyond && at.thread_id === null && (await isReply(at.room_id, seq))) return newest(at);
    const instead = isBeyond ? await newest(at) : () => next;
    return (now) => {
      const shown = instead(now);
      return shown && { ...shown, missingSeq: seq };
    };
  }

  /** Opens the thread of a reply that only the thread shows. */
  async function isReply(roomId: string, seq: number): Promise<boolean> {
    const found = await loadAt(store, client, roomId, seq);
    if (found?.thread_id === undefined) return false;
    store.setState({ thread: { room_id: roomId, thread_id: found.thread_id, seq } });
    return true;
  }

  async function newer(at: WindowOf, since: number, limit: number): Promise<Change> {
    const found = await page(at, { since_seq: since }, limit);
    return (now) => now && withNewer(now, found);
  }

  async function older(at: WindowOf, before: number): Promise<Change> {
    const found = await page(at, { before_seq: before }, PAGE);
    return (now) => now && withOlder(now, found);
  }

  return {
    open(at, seq) {
      const now = timeline(at);
      const isThere = now && (seq === null ? now.reachesEnd : indexOfSeq(now, seq) !== -1);
      if (!isThere) load(at, 'around', () => (seq === null ? newest(at) : around(at, seq)));
    },
    openUnread(at, readSeq) {
      load(at, 'around', async () => {
        const next = await across(at, readSeq + 1);
        return () => next;
      });
    },
    loadOlder(at) {
      const now = timeline(at);
      if (now && hasOlder(now)) load(at, 'older', () => older(at, now.from));
    },
    loadNewer(at) {
      const now = timeline(at);
      if (now && !now.reachesEnd) load(at, 'newer', () => newer(at, now.through, PAGE));
    },
    refresh(at) {
      const now = timeline(at);
      const limit = Math.min(HISTORY_PAGE_MAX, (now?.messages.length ?? 0) + PAGE);
      if (now) load(at, 'newer', () => newer(at, now.from - 1, limit));
    },
    close(at) {
      nextRound(at);
      const now = timeline(at);
      if (now?.reachesEnd && at.thread_id === null) return edit(at, () => idle(trimmedOldest(now, KEPT_WHEN_CLOSED)));
      store.setState(({ timelines: { [windowKey(at)]: _left, ...timelines } }) => ({ timelines }));
    },
    trim: (at) => edit(at, (now) => now && trimmedOldest(now, KEPT_WHEN_TRIMMED)),
    loadLinked(roomId, seq) {
      drop(loadAt(store, client, roomId, seq), 'the link then names its room only');
    },
    loadQuoted(roomId, messageId) {
      drop(loadQuoted(store, client, roomId, messageId), 'the quote then only says that it is an answer');
    },
  };
}

/** A message by its id: the page after it starts with the next seq, because it has been answered. */
async function loadQuoted(store: StoreApi<HomeState>, client: AppClient, roomId: string, messageId: string): Promise<void> {
  const after = await client.request('get_history', { room_id: roomId, since: messageId, limit: 1 });
  const next = after.messages[0];
  if (!next) return;
  const found = await loadAt(store, client, roomId, next.seq - 1);
  if (found?.id !== messageId) store.setState(({ quoted }) => ({ quoted: { ...quoted, [messageId]: null } }));
}

/** The message with this seq, put into `quoted`. Null when there is none. */
async function loadAt(store: StoreApi<HomeState>, client: AppClient, roomId: string, seq: number): Promise<Message | null> {
  const { messages, participants } = await client.request('get_history', { room_id: roomId, before_seq: seq + 1, limit: 1 });
  const found = messages.find((message) => message.seq === seq) ?? null;
  client.learn({ participants });
  if (found) store.setState(({ quoted }) => ({ quoted: { ...quoted, [found.id]: found } }));
  return found;
}

function idle(timeline: Timeline): Timeline {
  return { ...timeline, load: { state: 'idle' } };
}

function asPage({ messages, activities, has_more, from_seq, through_seq }: Reply<'get_history'>): Page {
  return { messages, activities, from: from_seq, through: through_seq, hasMore: has_more };
}
