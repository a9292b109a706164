// A room's LANTERN, from all of its history.
import { readLantern, threadsOf, type Malformed, type Said, type Thread } from '../../../src-shared/lantern/threads.ts';
import { isForged } from '../../../src-shared/sealed-header.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
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
    return lanternOf(client, room.room_id, sealing, await roomTip(client, room.room_id));
  });
}

/** Up to `tip` only: in a busy room the reading would never end. */
export async function lanternOf(client: AgentClient, roomId: string, sealing: Sealing, tip: number): Promise<RoomLantern> {
  const said: Said[] = [];
  for await (const page of pagesSince(client, roomId, 0, tip)) {
    for (const message of page.map((each) => sealing.open(each))) {
      const { seq, agent_id, agent_name, content, doubts = [] } = message;
      // A forged message does not count.
      if (content.startsWith('{') && !isForged(doubts)) said.push({ seq, author_id: agent_id, author_name: agent_name, content });
    }
  }
  const { entries, malformed } = readLantern(said);
  return { threads: threadsOf(entries), malformed };
}
