import type { Command } from 'commander';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { createOutput, oneLine } from '../output.ts';
import { participantIds } from '../participants.ts';
import { findRoom } from '../rooms.ts';
import { withClient } from '../session.ts';

export function define(command: Command): void {
  withAgent(command)
    .argument('<agent>', 'name or id of the agent')
    .argument('<room>', 'name or id of the room')
    .action(async (agent: string, room: string, options: AgentOptions) => {
      const { stopped } = await withClient(options, async (client) => {
        const { room_id } = await findRoom(client, room);
        const [participant_id] = await participantIds(client, room_id, [agent]);
        return client.request('stop_agent', { room_id, participant_id }, COMMANDS.stop_agent.reply);
      });
      const name = oneLine(agent.replace(/^@/, ''));
      createOutput(options.json).show(
        { stopped },
        stopped ? `${name} has been stopped.` : `${name} has not been stopped. It wasn't writing anything.`,
      );
    });
}
