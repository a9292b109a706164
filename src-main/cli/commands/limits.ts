import type { Command } from 'commander';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import type { Limits } from '../../../src-shared/keys.ts';
import { UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { createOutput, type Table } from '../output.ts';
import { withClient } from '../session.ts';

type LimitName = keyof Limits;

const ABOUT: Record<LimitName, string> = {
  messages_per_key: 'messages a minute, all agents of a key together',
  messages_per_agent: 'messages a minute, each agent or member',
  messages_per_guest: 'messages a minute, each guest',
  commands_per_agent: 'requests of any kind a minute, each agent or member',
  commands_per_guest: 'requests of any kind a minute, each guest',
  rooms_per_key: 'rooms at a time, made with one key',
  rooms_per_guest: 'rooms at a time, made by one guest',
  agents_per_key: 'agents connected at a time with one key',
  agents_known_per_key: 'agents of one key in all, without those that were removed',
  new_agents_per_key: 'new agents a minute with one key',
  connections_per_person: 'connections at a time of one person: windows and event streams',
  connections_per_key: 'connections at a time with one key',
  stored_mb_per_guest: 'MB of messages and files in all, each guest',
  stored_mb_per_member: 'MB of messages and files in all, each member or admin',
  stored_mb_per_key: 'MB of messages and files in all, all agents of a key together',
  answered_mb_per_guest: 'MB of answers a minute, each guest',
  answered_mb_per_key: 'MB of answers a minute, all agents of a key together, or each member',
};

export function define(command: Command): void {
  withAgent(command.command('show', { isDefault: true }).description('show the limits')).action(async (options: AgentOptions) => {
    show(await withClient(options, (client) => client.request('get_limits', {}, COMMANDS.get_limits.reply)), options);
  });
  withAgent(command.command('set').description('change limits, at once'))
    .argument('<limit=number...>', 'for example messages_per_guest=300; "none" removes a limit')
    .action(async (pairs: string[], options: AgentOptions) => {
      const changes = Object.fromEntries(pairs.map(changeOf));
      show(await withClient(options, (client) => client.request('set_limits', changes, COMMANDS.set_limits.reply)), options);
    });
}

function changeOf(pair: string): [LimitName, number | null] {
  const [word = '', value = ''] = pair.split('=', 2);
  const name = names().find((each) => each === word);
  if (name === undefined) throw new UsageError(`"${word}" is no limit: they are ${names().join(', ')}.`);
  if (value === 'none') return [name, null];
  if (!/^[1-9]\d{0,9}$/.test(value)) throw new UsageError(`${name} takes a whole number from 1 on, or "none".`);
  return [name, Number(value)];
}

function names(): LimitName[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names of the table above
  return Object.keys(ABOUT) as LimitName[];
}

function show(limits: Limits, { json }: AgentOptions): void {
  const output = createOutput(json);
  if (json) output.show(limits, '');
  else
    output.list(
      names().map((name) => ({ name, most: limits[name] })),
      LIMITS,
    );
}

const LIMITS: Table<{ name: LimitName; most: number | null }> = {
  head: ['LIMIT', 'MOST', 'OF WHAT'],
  row: ({ name, most }) => [name, most === null ? 'no limit' : String(most), ABOUT[name]],
  none: '',
};
