// Programs that speak the Agent Client Protocol, as their makers name them.
import type { FoundProgram } from '../../../../src-shared/hosted-agents.ts';

/** In the order in which they are offered. A program is found by the first of its commands that is there. */
export const KNOWN_PROGRAMS: readonly FoundProgram[] = [
  { name: 'Claude Code', command: 'claude-agent-acp', args: [], sign_in: 'claude /login', mode: 'default' },
  { name: 'Codex', command: 'codex-acp', args: [], sign_in: 'codex login', mode: null },
  { name: 'opencode', command: 'opencode', args: ['acp'], sign_in: 'opencode auth login', mode: null },
  { name: 'Gemini', command: 'gemini', args: ['--acp'], sign_in: 'gemini', mode: null },
  { name: 'Qwen Code', command: 'qwen', args: ['--acp'], sign_in: 'qwen', mode: null },
  { name: 'Copilot', command: 'copilot', args: ['--acp'], sign_in: 'copilot', mode: null },
  { name: 'Cline', command: 'cline', args: ['--acp'], sign_in: 'cline auth', mode: null },
  { name: 'Auggie', command: 'auggie', args: ['--acp'], sign_in: 'auggie login', mode: null },
  { name: 'OpenClaw', command: 'openclaw', args: ['acp'], sign_in: null, mode: null },
];

/** The known program with that command; null for others. */
export function knownProgram(command: string): FoundProgram | null {
  const name = command.replace(/^.*[/\\]/, '').replace(/\.(exe|cmd)$/i, '');
  return KNOWN_PROGRAMS.find((each) => each.command === name) ?? null;
}
