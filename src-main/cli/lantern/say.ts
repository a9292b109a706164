import { randomUUID } from 'node:crypto';
import { checkLantern, LANTERN_METADATA } from '../../../src-shared/lantern/envelope.ts';

import { newestId } from '../history.ts';
import { Failure } from '../failure.ts';
import { createOutput, oneLine } from '../output.ts';
import { ChatMessage } from '../protocol.ts';
import { asMember, findRoom } from '../rooms.ts';
import { roomSecret, sealingOf } from '../sealing.ts';
import { withClient } from '../session.ts';
import { threadOfMessage, type LanternOptions } from './room-history.ts';

/** `about`: the message it answers, in whose thread it belongs when it names none. */
export interface Utterance {
  about?: number;
  make(thread: number | undefined): object;
}

/** Says it in the room. Throws Failure for what is malformed. */
export async function say(roomName: string, options: LanternOptions, { about, make }: Utterance): Promise<void> {
  const client_id = randomUUID();
  const sent = await withClient(options, async (client) => {
    const room = await findRoom(client, roomName);
    const { room_id } = room;
    const sealing = sealingOf(room, roomSecret(options.roomKey, process.env));
    const thread = about === undefined ? undefined : await threadOfMessage(client, room_id, about, sealing);
    const envelope = make(thread);
    const checked = checkLantern(envelope);
    if (!checked.ok) throw new Failure(`That is malformed: ${checked.problems.join('; ')}.`);
    const said = { author_id: client.me.agent_id, kind: 'message', client_id, prev: await newestId(client, room) } as const;
    const payload = { room_id, client_id, content: sealing.close(said, JSON.stringify(envelope)), metadata: LANTERN_METADATA };
    return asMember(client, room_id, () => client.request('send_message', payload, ChatMessage));
  });
  createOutput(options.json).show(sent, `Sent as ${sent.seq} in #${oneLine(roomName)}.`);
}
