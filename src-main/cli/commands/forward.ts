import type { Command } from 'commander';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { messageId } from '../history.ts';
import { createOutput, oneLine } from '../output.ts';
import { asMember, findRoom } from '../rooms.ts';
import { withClient } from '../session.ts';

interface ForwardOptions extends AgentOptions {
  comment?: string;
}

export function define(command: Command): void {
  withAgent(command)
    .argument('<room>', 'name or id of the room of the message')
    .argument('<message>', 'id or number of the message')
    .argument('<to>', 'name or id of the room to post it in')
    .option('--comment <text>', 'your text before the message')
    .action(forward);
}

async function forward(from: string, wanted: string, to: string, { comment, ...options }: ForwardOptions): Promise<void> {
  const { sent, name } = await withClient(
    options,
    async (client) => {
      const [{ room_id: from_room_id }, { room_id, name }] = [await findRoom(client, from), await findRoom(client, to)];
      const ask = { room_id, from_room_id, message_id: await messageId(client, from_room_id, wanted), comment };
      return { name, sent: await asMember(client, room_id, () => client.request('forward_message', ask, COMMANDS.forward_message.reply)) };
    },
    { isRepeatable: false },
  );
  createOutput(options.json).show(sent, `Forwarded to ${oneLine(name)} as message ${sent.seq}.`);
}
