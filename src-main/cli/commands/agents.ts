import type { Command } from 'commander';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { createOutput, type Table } from '../output.ts';
import { allAgents } from '../participants.ts';
import type { AgentInfo } from '../../../src-shared/agent-protocol/replies.ts';
import { findRoom } from '../rooms.ts';
import { withClient } from '../session.ts';

export function define(command: Command): void {
  withAgent(command)
    .option('--room <room>', 'the participants who have this room open, people too')
    .action(async ({ room, ...options }: AgentOptions & { room?: string }) => {
      const agents = await withClient(options, async (client) => {
        const room_id = room === undefined ? undefined : (await findRoom(client, room)).room_id;
        return allAgents(client, room_id);
      });
      createOutput(options.json).list(agents, AGENTS);
    });
}

export const AGENTS: Table<AgentInfo> = {
  head: ['NAME', 'STATUS', 'CAPABILITIES', 'ID'],
  row: ({ name, status, status_detail, progress, capabilities, agent_id }) => {
    const doing = [status, typeof progress === 'number' && `${progress} %`, status_detail].filter(Boolean);
    return [name, doing.join(', '), capabilities.join(', '), agent_id];
  },
  none: 'There are no agents.',
};
