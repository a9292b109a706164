import type { Command } from 'commander';
import { COMMANDS } from '../../../src-shared/commands.ts';
import { Right, type Key } from '../../../src-shared/keys.ts';
import type { Client } from '../client.ts';
import { UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { several } from '../options.ts';
import { createOutput, oneLine, timeText, type Table } from '../output.ts';
import { findRoom } from '../rooms.ts';
import { withClient } from '../session.ts';

interface CreateOptions extends AgentOptions {
  room?: string[];
  right?: string[];
}

export function define(command: Command): void {
  withAgent(command.command('list', { isDefault: true }).description('your keys')).action(async (options: AgentOptions) => {
    const { keys } = await withClient(options, (client) => client.request('list_keys', {}, COMMANDS.list_keys.reply));
    createOutput(options.json).list(keys, KEYS);
  });
  withAgent(command.command('create').description('make a key; its secret is shown this once'))
    .argument('<label>', 'what it is for')
    .option('--room <room>', 'only for this room (several with commas)', several)
    .option('--right <right>', `only to ${Right.options.join(', ')} (several with commas)`, several)
    .action(async (label: string, options: CreateOptions) => {
      const made = await create(label, options);
      const output = createOutput(options.json);
      output.show(made, made.secret);
      if (!options.json) output.notice('This is the only time that it is shown.');
    });
  withAgent(command.command('revoke').description('end a key and the connections made with it, at once'))
    .argument('<id>')
    .action(async (key_id: string, options: AgentOptions) => {
      const key = await withClient(options, (client) => client.request('revoke_key', { key_id }, COMMANDS.revoke_key.reply));
      createOutput(options.json).show(key, `"${oneLine(key.label)}" is no key any more.`);
    });
}

function create(label: string, { room, right, ...options }: CreateOptions) {
  const rights = right?.map(rightOf);
  return withClient(
    options,
    async (client) => client.request('create_key', { label, rights, room_ids: await roomIds(client, room) }, COMMANDS.create_key.reply),
    { isRepeatable: false },
  );
}

/** Undefined when no room is named: every room. */
export async function roomIds(client: Client, names: readonly string[] | undefined): Promise<string[] | undefined> {
  if (!names) return undefined;
  const ids: string[] = [];
  for (const name of names) ids.push((await findRoom(client, name)).room_id);
  return ids;
}

function rightOf(word: string): Right {
  const parsed = Right.safeParse(word);
  if (!parsed.success) throw new UsageError(`"${word}" is no right: they are ${Right.options.join(', ')}.`);
  return parsed.data;
}

const KEYS: Table<Key> = {
  head: ['LABEL', 'KEY', 'RIGHTS', 'ROOMS', 'LAST USED', 'STATE', 'ID'],
  row: ({ id, label, hint, rights, room_ids, last_used_at, revoked_at }) => [
    label,
    `${hint}…`,
    rights.join(','),
    room_ids === null ? 'all' : String(room_ids.length),
    timeText(last_used_at),
    revoked_at === null ? '' : 'revoked',
    id,
  ],
  none: 'You have no keys.',
};
