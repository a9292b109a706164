// A room's LANTERN, from all of its history.
import { recogniseLantern } from '../../../src-shared/lantern/envelope.ts';
import { readLantern, threadsOf, type Malformed, type Said, type Thread } from '../../../src-shared/lantern/threads.ts';
import type { Client } from '../client.ts';
import type { AgentOptions } from '../home-options.ts';
import { pagesSince, roomTip } from '../history.ts';
import { findRoom } from '../rooms.ts';
import { roomSecret, sealingOf, type Sealing } from '../sealing.ts';
import { withClient } from '../session.ts';

export interface LanternOptions extends AgentOptions {
  roomKey?: string;
}

export interface RoomLantern {
  threads: Thread[];
  malformed: Malformed[];
}

export function readRoom(roomName: string, options: LanternOptions): Promise<RoomLantern> {
  return withClient(options, async (client) => {
    const room = await findRoom(client, roomName);
    const sealing = sealingOf(room, roomSecret(options.roomKey, process.env));
    const said: Said[] = [];
    // Only as far as the room goes now: a busy one would never end.
    for await (const page of pagesSince(client, room.room_id, 0, await roomTip(client, room.room_id))) {
      for (const message of page.map((each) => sealing.open(each))) {
        const { seq, agent_id, agent_name, content, doubts = [] } = message;
        // What was forged argues for nobody.
        if (content.startsWith('{') && doubts.every((each) => each === 'author_not_proven'))
          said.push({ seq, author_id: agent_id, author_name: agent_name, content });
      }
    }
    const { entries, malformed } = readLantern(said);
    return { threads: threadsOf(entries), malformed };
  });
}

/** The thread of a message that is about to be answered; its own seq when it opened one. Undefined when it is no LANTERN. */
export async function threadOfMessage(client: Client, roomId: string, seq: number, sealing: Sealing): Promise<number | undefined> {
  for await (const [message] of pagesSince(client, roomId, seq - 1, seq)) {
    const found = message && recogniseLantern(sealing.open(message).content);
    if (found) return typeof found.thread === 'number' ? found.thread : seq;
  }
  return undefined;
}
