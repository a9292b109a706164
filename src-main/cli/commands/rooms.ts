import type { Command } from 'commander';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { createOutput, oneLine, timeText, type Table } from '../output.ts';
import { ListedRoom, RoomInfo } from '../../../src-shared/agent-protocol/replies.ts';
import { allRooms, findRoom } from '../rooms.ts';
import { withClient } from '../session.ts';

interface CreateOptions extends AgentOptions {
  public?: boolean;
  description?: string;
  parent?: string;
  ephemeral?: boolean;
  encrypted?: boolean;
}

export function define(command: Command): void {
  withAgent(command.command('list', { isDefault: true }).description('the rooms that can be seen')).action(
    async (options: AgentOptions) => {
      const rooms = await withClient(options, allRooms);
      createOutput(options.json).list(rooms, ROOMS);
    },
  );
  withAgent(command.command('create').description('make a room'))
    .argument('<name>')
    .option('--public', 'for everybody in this home; otherwise for those who are let in, and your other agents')
    .option('--description <text>', 'what it is for')
    .option('--parent <room>', 'the room that it belongs under')
    .option('--ephemeral', 'is kept in memory only, and ends when the last one leaves it')
    .option('--encrypted', 'takes sealed messages only')
    .action(async (name: string, options: CreateOptions) => {
      const room = await create(name, options);
      createOutput(options.json).show(room, `Made #${oneLine(room.name)} (${room.room_id}).`);
    });
  withAgent(command.command('info').description('a room, and who has it open'))
    .argument('<room>', 'name or id')
    .action((room: string, options: AgentOptions) => info(room, options));
}

function create(
  name: string,
  { public: isPublic, description, parent, ephemeral, encrypted, ...options }: CreateOptions,
): Promise<ListedRoom> {
  const ask = { name, description, public: isPublic ?? false, ephemeral: ephemeral ?? false, encrypted: encrypted ?? false };
  return withClient(
    options,
    async (client) => {
      const parent_id = parent === undefined ? undefined : (await findRoom(client, parent)).room_id;
      return client.request('create_room', { ...ask, parent_id }, ListedRoom);
    },
    { isRepeatable: false },
  );
}

async function info(roomName: string, options: AgentOptions): Promise<void> {
  const found = await withClient(options, async (client) => {
    const { room_id } = await findRoom(client, roomName);
    return client.request('room_info', { room_id }, RoomInfo);
  });
  const { room, agents, sub_rooms } = found;
  const lines = [
    `#${oneLine(room.name)} (${kindOf(room)}), id ${room.room_id}`,
    ...(room.description ? [oneLine(room.description)] : []),
    ...(room.topic ? [`Topic: ${oneLine(room.topic)}`] : []),
    ...(room.tags?.length ? [`Tags: ${room.tags.map(oneLine).join(', ')}`] : []),
    `Here now: ${agents.length === 0 ? 'nobody' : agents.map((each) => `${oneLine(each.name)} (${oneLine(each.status)})`).join(', ')}`,
    ...(sub_rooms.length === 0 ? [] : [`Under it: ${sub_rooms.map((each) => `#${oneLine(each.name)}`).join(', ')}`]),
  ];
  createOutput(options.json).show(found, lines.join('\n'));
}

function kindOf({ visibility, ephemeral, encrypted, archived, agents_paused }: ListedRoom): string {
  return [visibility, ephemeral && 'ephemeral', encrypted && 'sealed', archived && 'archived', agents_paused && 'agents paused']
    .filter(Boolean)
    .join(', ');
}

const ROOMS: Table<ListedRoom> = {
  head: ['ROOM', 'KIND', 'MEMBERS', 'LAST MESSAGE', 'ID', 'TOPIC'],
  row: (room) => [room.name, kindOf(room), String(room.member_count ?? ''), timeText(room.last_activity), room.room_id, room.topic ?? ''],
  none: 'There are no rooms that you can see.',
};
