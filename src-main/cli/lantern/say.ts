import { randomUUID } from 'node:crypto';
import { aimProblem } from '../../../src-shared/lantern/aim.ts';
import { checkLantern, LANTERN_METADATA } from '../../../src-shared/lantern/envelope.ts';

import { newestId, roomTip } from '../history.ts';
import { Failure } from '../failure.ts';
import { createOutput, oneLine } from '../output.ts';
import { ChatMessage } from '../messages.ts';
import { asMember, findRoom } from '../rooms.ts';
import { roomSecret, sealingOf } from '../sealing.ts';
import { withClient } from '../session.ts';
import { lanternOf, type LanternOptions } from './room-history.ts';

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
    const tip = await roomTip(client, room_id);
    const { threads } = await lanternOf(client, room_id, sealing, tip);
    const envelope = make(threads.find(({ entries }) => entries.some(({ seq }) => seq === about))?.id);
    const checked = checkLantern(envelope);
    if (!checked.ok) throw new Failure(`That is malformed: ${checked.problems.join('; ')}.`);
    const problem = checked.envelope.type === 'HELLO' ? null : aimProblem(threads, checked.envelope, tip);
    if (problem !== null) throw new Failure(problem);
    const said = { author_id: client.me.agent_id, kind: 'message', client_id, prev: await newestId(client, room) } as const;
    const payload = { room_id, client_id, content: sealing.close(said, JSON.stringify(envelope)), metadata: LANTERN_METADATA };
    return asMember(client, room_id, () => client.request('send_message', payload, ChatMessage));
  });
  createOutput(options.json).show(sent, `Sent as ${sent.seq} in #${oneLine(roomName)}.`);
}
