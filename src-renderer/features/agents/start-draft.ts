// How an agent is woken, as it is typed.
import type { RequestInput } from '../../../src-shared/commands/index.ts';
import type { AgentStart } from '../../../src-shared/agent-starts.ts';
import type { Callers } from '../../../src-shared/hosted-agents.ts';
import { joinCommand, splitCommand } from './split-command.ts';

export type StartKind = AgentStart['kind'] | 'none';

export interface StartDraft {
  kind: StartKind;
  command: string;
  folder: string;
  variables: string;
  callers: Callers;
  address: string;
}

export function startDraftOf(start: AgentStart | null): StartDraft {
  const nothing = { kind: 'none', command: '', folder: '', variables: '', callers: 'owner', address: '' } as const;
  if (start === null) return nothing;
  if (start.kind === 'webhook') return { ...nothing, kind: 'webhook', address: start.webhook_url };
  const { command, args, folder, variables, callers } = start;
  const line = joinCommand([command, ...args]);
  return { ...nothing, kind: 'program', command: line, folder: folder ?? '', variables: variables.join(', '), callers };
}

type Asked = RequestInput<'set_agent_start'>['start'];

/** `missing`: what has to be typed first. */
export function startAsked({ kind, command: line, folder, variables, callers, address }: StartDraft): Asked | 'missing' {
  if (kind === 'none') return null;
  if (kind === 'webhook') return address.trim() === '' ? 'missing' : { kind, webhook_url: address.trim() };
  const [command, ...args] = splitCommand(line);
  if (command === undefined || command === '') return 'missing';
  return { kind, command, args, folder: folder.trim() || null, variables: variables.split(/[\s,]+/).filter(Boolean), callers };
}
