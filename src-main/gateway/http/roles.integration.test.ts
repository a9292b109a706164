// The table of roles in the settings, compared with what a running server refuses.
import { beforeAll, describe, expect, it } from 'vitest';
import { ABILITIES, ABILITY_COLUMNS, isAbleTo, type Ability, type AbilityColumn } from '../../../src-shared/abilities.ts';
import { COMMANDS, type CommandName, type Reply } from '../../../src-shared/commands/index.ts';
import type { Room } from '../../../src-shared/objects.ts';
import { anyPayload } from '../testing/any-payload.ts';
import { homeForAll } from '../testing/shared-home.ts';
import type { WireClient } from '../testing/wire-client.ts';

type Asking = Exclude<AbilityColumn, 'owner'>;

const home = homeForAll();
const clients = new Map<Asking, WireClient>();
const ids: Record<string, unknown> = {
  ...{ way: { kind: 'cloudflare' }, kind: 'cloudflare', days: 5, is_on: true },
  certificate: { kind: 'off' },
};
/** Of an admin. */
let agentId = '';
const AGENTS: readonly CommandName[] = ABILITIES.agents.commands ?? [];

beforeAll(async () => {
  for (const role of ['admin', 'member', 'guest'] as const)
    clients.set(role, await home.socketOf(await home.guest(`The ${role}`, { role, room_ids: null })));
  const secret = (await home.owner.post('/api/keys', { label: 'ordinary' })).field('secret');
  clients.set('agent', await home.agent('Ordinary', { key: secret }));
  const other = await home.guest('Other', { role: 'member', room_ids: null });
  const { id: room_id } = (await other.post('/api/rooms', { name: 'a public room', public: true })).json() as Room;
  for (const client of clients.values()) await client.request('join_room', { room_id });
  ids.room_id = room_id;
  ids.message_id = (await other.post(`/api/rooms/${room_id}/messages`, { content: 'aloha' })).field('id');
  ids.participant_id = (await other.get('/api/session')).field('me.id');
  const boss = await home.guest('Boss', { role: 'admin', room_ids: null });
  await home.agent('Owned', { key: (await boss.post('/api/keys', { label: 'boss' })).field('secret') });
  const { participants } = (await home.owner.get('/api/agents')).json() as Reply<'list_agents'>;
  agentId = participants.find(({ name }) => name === 'Owned')?.id ?? '';
});

interface Case {
  column: Asking;
  command: CommandName;
}

const casesOf = (isAble: boolean): Case[] =>
  (Object.keys(ABILITIES) as Ability[]).flatMap((ability) => {
    const { commands = [] } = ABILITIES[ability];
    const columns = ABILITY_COLUMNS.filter((each): each is Asking => each !== 'owner' && isAbleTo(each, ability) === isAble);
    return columns.flatMap((column) => commands.map((command) => ({ column, command })));
  });

/** `participant_id` means an agent, another person, or the caller. */
const aboutOf = (command: CommandName): object =>
  AGENTS.includes(command) ? { participant_id: agentId } : command === 'list_sessions' ? { participant_id: null } : {};

const answerOf = async ({ column, command }: Case): Promise<{ type: string; code: unknown }> => {
  const answer = await clients.get(column)?.request(command, anyPayload(command, { ...ids, ...aboutOf(command) }));
  return { type: answer?.type ?? '', code: (answer?.payload as { code?: unknown } | undefined)?.code };
};

describe('the server', () => {
  it.each(casesOf(false))('refuses $command to the $column', async (each) => {
    expect(await answerOf(each)).toEqual({ type: 'error', code: 'access_denied' });
  });

  // A command that changes something would end the test of the others.
  it.each(casesOf(true).filter(({ command }) => COMMANDS[command].readOnly))('answers $command for the $column', async (each) => {
    expect((await answerOf(each)).code).not.toBe('access_denied');
  });
});
