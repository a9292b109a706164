// Rooms with agents that answer each other.
import { expect } from 'vitest';
import { newId } from '../../../src-shared/ids.ts';
import type { Room } from '../../../src-shared/objects.ts';
import type { StreamHome, Writer } from './stream-home.ts';

export interface TalkPlace {
  room_id: string;
  ping: Writer;
  pong: Writer;
}

/** What the tests of pauses do with a home. */
export function agentTalks(home: StreamHome) {
  /** A room of the owner with two agents, each with its own key. */
  async function place(limit: number | null = 2, how: object = {}): Promise<TalkPlace> {
    const { id: room_id } = await home.reader.do('create_room', { name: newId(), public: true, ...how });
    await home.reader.do('join_room', { room_id });
    if (limit !== null) await home.reader.do('update_room', { room_id, agent_run_max: limit });
    const [ping, pong] = [await home.writer('Ping'), await home.writer('Pong')];
    for (const { client } of [ping, pong]) await client.request('join_room', { room_id });
    return { room_id, ping, pong };
  }

  const say = (by: Writer, room_id: string, content = 'your turn'): Promise<string | null> =>
    by.refusal('send_message', { room_id, content });

  /** Both answer each other until one is refused, or `most` messages are there. Returns the number of messages. */
  async function talk({ room_id, ping, pong }: TalkPlace, most = 200): Promise<number> {
    for (let count = 0; count < most; count += 1) if ((await say(count % 2 === 0 ? ping : pong, room_id)) !== null) return count;
    return most;
  }

  async function paused(limit = 1): Promise<TalkPlace> {
    const at = await place(limit);
    expect(await talk(at)).toBe(limit + 1);
    return at;
  }

  const roomOf = async (room_id: string): Promise<Room | undefined> => (await home.reader.picture()).rooms[room_id]?.room;
  const isPaused = async ({ room_id }: TalkPlace): Promise<boolean | undefined> => (await roomOf(room_id))?.agents_paused;

  return { place, say, talk, paused, isPaused };
}
