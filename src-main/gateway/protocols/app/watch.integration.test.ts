// The archive is read while events happen. A client that begins to watch, resumes or requests history at that moment misses no event,
// receives none twice, and never receives a reply that is older than its events.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import type { ServerFrame, WatchReply } from '../../../../src-shared/frames.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import type { WireClient } from '../../testing/wire-client.ts';
import { WATCH } from '../../testing/watch-payload.ts';

const POSTED = 400;
const ROUNDS = 12;
let home: TestHome;
let writer: WireClient;

beforeAll(async () => {
  home = await startTestHome();
  writer = await home.agent('writer');
  await writer.request('join_room', { room_id: LOBBY_ID });
});
afterAll(() => home.close());

/** Posts messages without a pause, a few at a time. Resolves when all are answered. */
async function flood(): Promise<void> {
  for (let count = 0; count < POSTED / 4; count += 1)
    await Promise.all(
      Array.from({ length: 4 }, (_each, at) => writer.request('send_message', { room_id: LOBBY_ID, content: `${count} ${at}` })),
    );
}

const eventOf = ({ type, payload }: ServerFrame): HomeEvent | null => (type === 'event' ? (payload as HomeEvent) : null);

function postedIn(frames: readonly ServerFrame[]): number[] {
  return frames.flatMap((frame) => {
    const event = eventOf(frame);
    return event?.type === 'message.posted' && event.message.room_id === LOBBY_ID ? [event.message.seq] : [];
  });
}

async function watchFrom(payload: object): Promise<{ client: WireClient; reply: WatchReply }> {
  const client = await home.socketOf(home.owner);
  return { client, reply: (await client.request('watch', { ...WATCH, ...payload })).payload as WatchReply };
}

async function lastSeq(): Promise<number> {
  return ((await home.owner.get(`/api/rooms/${LOBBY_ID}`)).json() as { room: { last_seq: number } }).room.last_seq;
}

const following = (first: number, last: number): number[] => Array.from({ length: last - first }, (_each, at) => first + 1 + at);

describe('While messages are written', () => {
  it('a snapshot and the events after it have each message once', async () => {
    const writing = flood();
    const watching = [];
    for (let round = 0; round < ROUNDS; round += 1) watching.push(await watchFrom({}));
    await writing;
    const last = await lastSeq();
    for (const { client, reply } of watching) {
      if (reply.mode !== 'snapshot') throw new Error('A snapshot was asked for.');
      const known = reply.snapshot.rooms[LOBBY_ID]?.room.last_seq ?? -1;
      await client.waitFor((frame) => known === last || postedIn([frame]).includes(last));
      expect(postedIn(client.received)).toEqual(following(known, last));
    }
  });

  it('a client that resumes receives each later message once', async () => {
    const { client, reply } = await watchFrom({});
    if (reply.mode !== 'snapshot') throw new Error('A snapshot was asked for.');
    const { cursor, epoch, rooms } = reply.snapshot;
    client.close();
    const known = rooms[LOBBY_ID]?.room.last_seq ?? -1;
    const writing = flood();
    const back = [];
    for (let round = 0; round < ROUNDS; round += 1) back.push(await watchFrom({ cursor, epoch }));
    await writing;
    const last = await lastSeq();
    for (const each of back) {
      expect(each.reply.mode).toBe('resumed');
      await each.client.waitFor((frame) => postedIn([frame]).includes(last));
      expect(postedIn(each.client.received)).toEqual(following(known, last));
    }
  });

  it('a page of history is not older than what was sent before it', async () => {
    const { client } = await watchFrom({});
    const writing = flood();
    for (let round = 0; round < 5 * ROUNDS; round += 1) {
      const reply = await client.request('get_history', { room_id: LOBBY_ID, limit: 20 });
      const heard = postedIn(client.received.slice(0, client.received.indexOf(reply))).at(-1) ?? 0;
      const { messages } = reply.payload as { messages: Message[] };
      expect(messages.at(-1)?.seq).toBeGreaterThanOrEqual(heard);
      expect(messages.map(({ seq }) => seq)).toEqual(following((messages[0]?.seq ?? 0) - 1, messages.at(-1)?.seq ?? 0));
    }
    await writing;
  });
});
