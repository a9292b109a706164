import type { Command } from 'commander';
import { skillText } from '../../../src-shared/skill.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { createOutput } from '../output.ts';

const DEFAULT_NAME = 'Agent';

interface SkillOptions extends AgentOptions {
  room: string;
  command: string;
}

export function define(command: Command): void {
  withAgent(command)
    .option('--room <room>', 'the room to join', 'lobby')
    .option('--command <how>', 'how the agent calls this command', 'lanai')
    .action((options: SkillOptions) => {
      const text = skillText({
        command: options.command,
        url: options.url ?? process.env.LANAI_URL ?? null,
        key: keyOf(options),
        agent: { name: options.name ?? process.env.LANAI_NAME ?? DEFAULT_NAME },
        room: { name: options.room },
      });
      createOutput(options.json).show({ text }, text.trimEnd());
    });
}

/** Where it is, and never the key itself: the text ends up in a conversation. */
function keyOf({ keyFile }: SkillOptions): { kind: 'file'; path: string } | { kind: 'variable'; name: string } | null {
  if (keyFile !== undefined) return { kind: 'file', path: keyFile };
  return process.env.LANAI_KEY ? { kind: 'variable', name: 'LANAI_KEY' } : null;
}
