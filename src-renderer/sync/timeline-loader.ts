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
  firstSeq,
  hasOlder,
  withSwept,
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
/** The part of a window that is kept when its room is left, so that it is shown at once on return. */
const KEPT_WHEN_CLOSED = 100;
const KEPT_WHEN_TRIMMED = 500;

type Change = (now: Timeline | undefined) => Timeline | undefined;

export interface TimelineLoader {
  open(roomId: string, seq: number | null): void;
  loadOlder(roomId: string): void;
  loadNewer(roomId: string): void;
  /** After a new snapshot: loads the window again, for the edits that were missed. */
  refresh(roomId: string): void;
  close(roomId: string): void;
  trim(roomId: string): void;
  loadQuoted(roomId: string, messageId: string): void;
  loadLinked(roomId: string, seq: number): void;
}

export function createTimelineLoader(store: StoreApi<HomeState>, client: AppClient): TimelineLoader {
  /** Which load of a room is the latest: what an earlier one brings is about a window that is gone. */
  const rounds = new Map<string, number>();
  const timeline = (roomId: string): Timeline | undefined => store.getState().timelines[roomId];

  function edit(roomId: string, change: Change): void {
    const next = change(timeline(roomId));
    const swept = store.getState().snapshot?.rooms[roomId]?.room.expired_through_seq ?? 0;
    if (next) store.setState(({ timelines }) => ({ timelines: { ...timelines, [roomId]: withSwept(next, swept) } }));
  }

  function nextRound(roomId: string): number {
    const round = (rounds.get(roomId) ?? 0) + 1;
    rounds.set(roomId, round);
    return round;
  }

  /** To open another place goes before everything; a page can wait, and is asked for again by what is on the screen. */
  function load(roomId: string, direction: PageDirection, fetch: () => Promise<Change>): void {
    const isBusy = timeline(roomId)?.load.state === 'loading' && direction !== 'around';
    if (store.getState().connection.state !== 'live' || isBusy) return;
    const round = nextRound(roomId);
    edit(roomId, (now) => loading(now, direction));
    const finish = (change: Change): void => {
      if (rounds.get(roomId) === round) edit(roomId, change);
    };
    fetch().then(finish, (error: unknown) => {
      const isConnected = store.getState().connection.state === 'live';
      finish((now) => (isConnected ? loadFailed(now, direction, explain(error)) : now && idle(now)));
    });
  }

  async function page(roomId: string, where: { since_seq?: number; before_seq?: number }, limit: number): Promise<Page> {
    const history = await client.request('get_history', { room_id: roomId, limit, ...where });
    client.learn(history);
    return asPage(history);
  }

  async function newest(roomId: string): Promise<Change> {
    const { messages } = await page(roomId, {}, FIRST_PAGE);
    // Messages may have been posted while it was under way: then its end is not the room's end.
    return () => {
      const { last_seq = 0, expired_through_seq = 0 } = store.getState().snapshot?.rooms[roomId]?.room ?? {};
      return opened(messages, (messages.at(-1)?.seq ?? expired_through_seq) >= last_seq);
    };
  }

  async function around(roomId: string, seq: number): Promise<Change> {
    const since = Math.max(0, seq - BEFORE_TARGET);
    const first = await page(roomId, { since_seq: since }, PAGE);
    let next = opened(first.messages, !first.hasMore);
    // A page of very long messages is cut by its size and may end before the message it is about.
    while (!next.reachesEnd && (lastSeq(next) ?? seq) < seq)
      next = withNewer(next, await page(roomId, { since_seq: lastSeq(next) ?? since }, PAGE));
    if (indexOfSeq(next, seq) !== -1) return () => next;
    // It was never there, or is gone: of an old link, or one to another home. After the end the newest messages are shown.
    const isBeyond = (lastSeq(next) ?? 0) < seq;
    const instead = isBeyond ? await newest(roomId) : () => next;
    return (now) => {
      const shown = instead(now);
      return shown && { ...shown, missingSeq: seq };
    };
  }

  async function newer(roomId: string, since: number, limit: number): Promise<Change> {
    const found = await page(roomId, { since_seq: since }, limit);
    return (now) => now && withNewer(now, found);
  }

  async function older(roomId: string, before: number): Promise<Change> {
    const found = await page(roomId, { before_seq: before }, PAGE);
    return (now) => now && withOlder(now, found);
  }

  return {
    open(roomId, seq) {
      const now = timeline(roomId);
      const isThere = now && (seq === null ? now.reachesEnd : indexOfSeq(now, seq) !== -1);
      if (!isThere) load(roomId, 'around', () => (seq === null ? newest(roomId) : around(roomId, seq)));
    },
    loadOlder(roomId) {
      const now = timeline(roomId);
      if (now && hasOlder(now)) load(roomId, 'older', () => older(roomId, firstSeq(now) ?? 1));
    },
    loadNewer(roomId) {
      const now = timeline(roomId);
      if (now && !now.reachesEnd) load(roomId, 'newer', () => newer(roomId, lastSeq(now) ?? 0, PAGE));
    },
    refresh(roomId) {
      const now = timeline(roomId);
      const limit = Math.min(HISTORY_PAGE_MAX, (now?.messages.length ?? 0) + PAGE);
      if (now) load(roomId, 'newer', () => newer(roomId, Math.max(0, (firstSeq(now) ?? 1) - 1), limit));
    },
    close(roomId) {
      nextRound(roomId);
      const now = timeline(roomId);
      if (now?.reachesEnd) return edit(roomId, () => idle(trimmedOldest(now, KEPT_WHEN_CLOSED)));
      store.setState(({ timelines: { [roomId]: _left, ...timelines } }) => ({ timelines }));
    },
    trim: (roomId) => edit(roomId, (now) => now && trimmedOldest(now, KEPT_WHEN_TRIMMED)),
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

function asPage({ messages, has_more }: Reply<'get_history'>): Page {
  return { messages, hasMore: has_more };
}
