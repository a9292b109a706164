import type { Command } from 'commander';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { Right, type Key } from '../../../src-shared/keys.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { duration, several } from '../options.ts';
import { createOutput, oneLine, timeText, type Table } from '../output.ts';
import { findRoom } from '../rooms.ts';
import { withClient } from '../session.ts';

interface ScopeOptions extends AgentOptions {
  room?: string[];
  right?: string[];
}

interface UpdateOptions extends ScopeOptions {
  label?: string;
  allRooms?: boolean;
}

export function define(command: Command): void {
  withAgent(command.command('list', { isDefault: true }).description('your keys')).action(async (options: AgentOptions) => {
    const { keys } = await withClient(options, (client) => client.request('list_keys', {}, COMMANDS.list_keys.reply));
    createOutput(options.json).list(keys, KEYS);
  });
  withScope(withAgent(command.command('create').alias('add').description('create a key; its secret is shown only once')))
    .argument('<label>', 'what it is for')
    .action(async (label: string, options: ScopeOptions) => showSecret(await create(label, options), options));
  withScope(withAgent(command.command('update').description('change the label and the permissions of a key, at once')))
    .argument('<id>')
    .option('--label <label>', 'what it is for')
    .option('--all-rooms', 'for every room again')
    .action(async (key_id: string, options: UpdateOptions) => {
      const key = await update(key_id, options);
      createOutput(options.json).show(key, `"${oneLine(key.label)}" ${allowed(key)}.`);
    });
  withAgent(command.command('rotate').description('give a key a new secret, shown only once; the old one stays valid for a while'))
    .argument('<id>')
    .option('--grace <time>', 'how long the old secret stays valid: 90s, 15m, 12h, 7d or 0', duration)
    .action(async (key_id: string, { grace: grace_ms, ...options }: AgentOptions & { grace?: number }) => {
      const ask = (client: AgentClient) => client.request('rotate_key', { key_id, grace_ms }, COMMANDS.rotate_key.reply);
      const rotated = await withClient(options, ask, { isRepeatable: false });
      showSecret(rotated, options);
      const until = rotated.key.old_secret_until;
      if (!options.json)
        createOutput(false).notice(until === null ? 'The old one is void.' : `The old one is good until ${timeText(until)}.`);
    });
  withAgent(command.command('remove-agents').description('remove all agents that came with a key'))
    .argument('<id>')
    .option('--revoke', 'end the key too, so that no new agents use it')
    .action(async (key_id: string, { revoke: revoke_key, ...options }: AgentOptions & { revoke?: boolean }) => {
      const ask = (client: AgentClient) => client.request('remove_agents', { key_id, revoke_key }, COMMANDS.remove_agents.reply);
      const reply = await withClient(options, ask);
      createOutput(options.json).show(reply, `${reply.removed} ${reply.removed === 1 ? 'agent was' : 'agents were'} removed.`);
    });
  withAgent(command.command('revoke').description('end a key and the connections made with it, at once'))
    .argument('<id>')
    .action(async (key_id: string, options: AgentOptions) => {
      const key = await withClient(options, (client) => client.request('revoke_key', { key_id }, COMMANDS.revoke_key.reply));
      createOutput(options.json).show(key, `"${oneLine(key.label)}" is no key any more.`);
    });
}

function withScope(command: Command): Command {
  return command
    .option('--room <room>', 'only for this room (several with commas)', several)
    .option('--right <right>', RIGHT_HINT, several);
}

function showSecret(made: { key: Key; secret: string }, { json }: AgentOptions): void {
  const output = createOutput(json);
  output.show(made, made.secret);
  if (!json) output.notice('This is the only time that it is shown.');
}

function create(label: string, { room, right, ...options }: ScopeOptions) {
  const rights = right?.map(rightOf);
  return withClient(
    options,
    async (client) => client.request('create_key', { label, rights, room_ids: await roomIds(client, room) }, COMMANDS.create_key.reply),
    { isRepeatable: false },
  );
}

function update(key_id: string, { label, room, right, allRooms, ...options }: UpdateOptions): Promise<Key> {
  if (label === undefined && !room && !right && !allRooms)
    throw new UsageError('Say what to change: --label, --room, --all-rooms or --right.');
  if (room && allRooms) throw new UsageError('Either --room or --all-rooms.');
  const rights = right?.map(rightOf);
  return withClient(options, async (client) => {
    const room_ids = allRooms ? null : await roomIds(client, room);
    return client.request('update_key', { key_id, label, rights, room_ids }, COMMANDS.update_key.reply);
  });
}

function allowed({ rights, room_ids }: Key): string {
  return `may ${rights.join(', ')} in ${room_ids === null ? 'every room' : counted(room_ids.length)}`;
}

function counted(rooms: number): string {
  return `${rooms} ${rooms === 1 ? 'room' : 'rooms'}`;
}

/** Undefined when no room is named: every room. */
export async function roomIds(client: AgentClient, names: readonly string[] | undefined): Promise<string[] | undefined> {
  if (!names) return undefined;
  const ids: string[] = [];
  for (const name of names) ids.push((await findRoom(client, name)).room_id);
  return ids;
}

export const RIGHT_HINT = `only to ${Right.options.join(', ')} (several with commas)`;

export function rightOf(word: string): Right {
  const parsed = Right.safeParse(word);
  if (!parsed.success) throw new UsageError(`"${word}" is no right: they are ${Right.options.join(', ')}.`);
  return parsed.data;
}

const KEYS: Table<Key> = {
  head: ['LABEL', 'KEY', 'RIGHTS', 'ROOMS', 'LAST USED', 'STATE', 'ID'],
  row: (key) => [
    key.label,
    `${key.hint}…`,
    key.rights.join(','),
    key.room_ids === null ? 'all' : String(key.room_ids.length),
    timeText(key.last_used_at),
    stateOf(key),
    key.id,
  ],
  none: 'You have no keys.',
};

function stateOf({ revoked_at, old_secret_until }: Key): string {
  if (revoked_at !== null) return 'revoked';
  return old_secret_until === null ? '' : `old one until ${timeText(old_secret_until)}`;
}
