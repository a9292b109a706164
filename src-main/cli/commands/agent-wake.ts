// `lanai agents wake`: how an agent is woken that is called while it is not running.
import type { Command } from 'commander';
import { agentIdOf } from '../../../src-shared/agent-id.ts';
import type { AgentStarting } from '../../../src-shared/agent-starts.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { newWebhookSecret } from '../../../src-shared/webhooks.ts';
import { UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { createOutput, oneLine, timeText } from '../output.ts';
import { allAgents } from '../participants.ts';
import { withClient } from '../session.ts';
import { readSecret } from '../stdin.ts';
import { isCalled } from './people.ts';

interface WakeOptions extends AgentOptions {
  off?: boolean;
  try?: boolean;
  secretFile?: string;
}

/** `secret`: one that was made for a new address. */
interface Woken {
  id: string;
  starting: AgentStarting;
  secret: string | null;
}

export function defineWake(command: Command): void {
  withAgent(command.command('wake').description('how an agent is woken that is called while it is not running'))
    .argument('<name>', 'a name or an id')
    .argument('[address]', 'send a signed request to this address; a program is set by the owner, in the app on the computer of the home')
    .option('--secret-file <path>', 'the secret to sign with is in this file; "-" reads it from stdin')
    .option('--off', 'do not wake it any more')
    .option('--try', 'wake it now')
    .action(wake);
}

async function wake(which: string, address: string | undefined, options: WakeOptions): Promise<void> {
  if ([address !== undefined, options.off, options.try].filter(Boolean).length > 1)
    throw new UsageError('Give an address, --off or --try, and not several of them.');
  if (options.secretFile !== undefined && address === undefined) throw new UsageError('--secret-file belongs to an address.');
  const given = options.secretFile === undefined ? undefined : await readSecret(options.secretFile);
  const { id, starting, secret } = await withClient(options, async (client) => {
    const found = await idOf(client, which);
    return { id: found, ...(await change(client, found, { address, given, ...options })) };
  });
  const output = createOutput(options.json);
  output.show({ id, ...starting, ...(secret !== null && { secret }) }, secret ?? textOf(which, starting));
  if (secret !== null && !options.json)
    output.notice('The receiver checks the signatures with this secret. It is the only time that it is shown.');
}

interface Change {
  address: string | undefined;
  given: string | undefined;
  off?: boolean;
  try?: boolean;
}

async function change(client: AgentClient, participant_id: string, { address, given, ...how }: Change): Promise<Omit<Woken, 'id'>> {
  const { reply } = COMMANDS.get_agent_start;
  const ask = (name: 'get_agent_start' | 'set_agent_start' | 'try_agent_start', more: object = {}): Promise<AgentStarting> =>
    client.request(name, { participant_id, ...more }, reply);
  if (how.off) return { starting: await ask('set_agent_start', { start: null }), secret: null };
  if (how.try) return { starting: await ask('try_agent_start'), secret: null };
  const before = await ask('get_agent_start');
  if (address === undefined) return { starting: before, secret: null };
  const secret = given === undefined && before.start?.kind !== 'webhook' ? newWebhookSecret() : null;
  const start = { kind: 'webhook', webhook_url: address, secret: given ?? secret ?? undefined };
  return { starting: await ask('set_agent_start', { start }), secret };
}

/** An agent that is not connected is in no list: its name is taken for the one that its id follows from. */
async function idOf(client: AgentClient, which: string): Promise<string> {
  const listed = (await allAgents(client)).map(({ agent_id, name }) => ({ id: agent_id, name }));
  const found = listed.find(({ id }) => id === which) ?? listed.find(isCalled(which));
  if (found) return found.id;
  const known = await client.request('get_agent_start', { participant_id: which }, COMMANDS.get_agent_start.reply).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'agent_not_found') return false;
      throw error;
    },
  );
  return known ? which : agentIdOf(which);
}

function textOf(name: string, { start, waking }: AgentStarting): string {
  const of = oneLine(name);
  const how =
    start === null
      ? `${of} is not woken when it is called.`
      : start.kind === 'webhook'
        ? `${of} is woken by a signed request to ${oneLine(start.webhook_url)}`
        : `${of} is woken by a program on the computer of the home: ${oneLine([start.command, ...start.args].join(' '))}, ${start.callers === 'owner' ? 'for the person who set it only' : 'for people'}`;
  return [how, ...lastOf({ start, waking })].join('\n');
}

function lastOf({ waking }: AgentStarting): string[] {
  if (!waking) return [];
  const { outcome, began_at, ended_at, reason, last_line, next_at } = waking;
  switch (outcome) {
    case 'waking':
      return [`It is being woken since ${timeText(began_at)}.`];
    case 'came':
      return [`It was woken and connected at ${timeText(ended_at ?? began_at)}.`];
    case 'failed':
      return [
        `Waking it failed at ${timeText(ended_at ?? began_at)}. ${oneLine(reason ?? '')}`,
        ...(last_line === null ? [] : [`The last line of the program: ${oneLine(last_line)}`]),
        ...(next_at === null ? [] : [`A call wakes it again after ${timeText(next_at)}.`]),
      ];
  }
}
