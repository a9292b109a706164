import type { Command } from 'commander';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { monitor } from '../monitor/monitor.ts';
import { createOutput } from '../output.ts';

export function define(command: Command): void {
  withAgent(command)
    .argument('[rooms...]', 'only these rooms; left out: every room that you are a member of')
    .option('--room-key <secret>', 'opens sealed messages (LANAI_ROOM_KEY)')
    .addHelpText('after', '\nEnds with Ctrl+C. Comes back by itself when the home restarts, and shows what was said meanwhile.')
    .action((rooms: string[], options: AgentOptions & { roomKey?: string }) => monitor(rooms, options, createOutput(options.json)));
}
