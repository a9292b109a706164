import type { Command } from 'commander';
import { UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { newestId } from '../history.ts';
import { jsonObject } from '../options.ts';
import { createOutput, oneLine } from '../output.ts';
import { Decided } from '../../../src-shared/agent-protocol/replies.ts';
import { asMember, findRoom } from '../rooms.ts';
import { roomSecret, sealingOf } from '../sealing.ts';
import { withClient } from '../session.ts';
import { readStdin } from '../stdin.ts';

interface DecideOptions extends AgentOptions {
  metadata?: Record<string, unknown>;
  roomKey?: string;
}

export function define(command: Command): void {
  withAgent(command)
    .argument('<room>', 'name or id of the room')
    .argument('[text...]', 'the decision; "-" or nothing reads it from stdin')
    .option('--metadata <json>', 'a JSON object to send with it', jsonObject)
    .option('--room-key <secret>', 'seals the text (LANAI_ROOM_KEY)')
    .addHelpText('after', '\nOnly the one who leads in the room decides: see "lanai help election".')
    .action((room: string, words: string[], options: DecideOptions) => decide(room, words, options));
}

async function decide(roomName: string, words: readonly string[], options: DecideOptions): Promise<void> {
  const isTyped = words.length > 0 && !(words.length === 1 && words[0] === '-');
  const text = isTyped ? words.join(' ') : await readStdin();
  if (text.trim() === '') throw new UsageError('There is nothing to decide.');
  const decided = await withClient(
    options,
    async (client) => {
      const room = await findRoom(client, roomName);
      const { room_id } = room;
      const content = sealingOf(room, roomSecret(options.roomKey, process.env)).close(
        { author_id: client.me.agent_id, kind: 'decision', prev: await newestId(client, room) },
        text,
      );
      const ask = { room_id, content, metadata: options.metadata };
      return asMember(client, room_id, () => client.request('decision', ask, Decided));
    },
    { isRepeatable: false },
  );
  createOutput(options.json).show(decided, `Decided in #${oneLine(roomName.replace(/^#/, ''))}.`);
}
