import { Option, type Command } from 'commander';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import { PinState } from '../../../src-shared/pins.ts';
import { previewText } from '../../../src-shared/preview.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { everyPage } from '../every-page.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { messageId } from '../history.ts';
import { contentText, createOutput, timeText, type Table } from '../output.ts';
import { asMember, findRoom } from '../rooms.ts';
import { roomSecret, sealingOf, type Opened } from '../sealing.ts';
import { withClient } from '../session.ts';

type Pinned = Reply<'list_pins'>['messages'][number] & Opened;

interface PinOptions extends AgentOptions {
  state?: PinState;
}

interface ListOptions extends PinOptions {
  roomKey?: string;
}

const ROOM = 'name or id of the room';
const MESSAGE = 'id or number of the message';
const WORDS: Record<PinState, string> = { none: '', todo: 'to do', done: 'done' };

export function define(command: Command): void {
  withAgent(command.command('list', { isDefault: true }).description('the pinned messages of a room, those to do first'))
    .argument('<room>', ROOM)
    .addOption(new Option('--state <state>', 'only these').choices(PinState.options))
    .option('--room-key <secret>', 'opens sealed messages (LANAI_ROOM_KEY)')
    .action(list);
  withAgent(command.command('add').description('pin a message, or change the state of a pin'))
    .argument('<room>', ROOM)
    .argument('<message>', MESSAGE)
    .addOption(new Option('--state <state>', 'how it stands').choices(PinState.options))
    .action(add);
  withAgent(command.command('remove').description('unpin a message'))
    .argument('<room>', ROOM)
    .argument('<message>', MESSAGE)
    .action(remove);
}

async function list(roomName: string, { state, roomKey, ...options }: ListOptions): Promise<void> {
  const { pins, names } = await withClient(options, async (client) => {
    const room = await findRoom(client, roomName);
    const sealing = sealingOf(room, roomSecret(roomKey, process.env));
    const found = await everyPin(client, room.room_id, state);
    return { names: found.names, pins: found.pins.map((message): Pinned => ({ ...message, ...sealing.read(message) })) };
  });
  createOutput(options.json).list(pins, tableOf(names));
}

async function everyPin(client: AgentClient, room_id: string, state: PinState | undefined) {
  const names = new Map<string, string>();
  const pins = await everyPage(async (last: Reply<'list_pins'>['messages'][number] | undefined) => {
    const page = await client.request('list_pins', { room_id, state, after: last?.id }, COMMANDS.list_pins.reply);
    for (const { id, name } of page.participants) names.set(id, name);
    return { items: page.messages, has_more: page.has_more };
  });
  return { pins, names };
}

async function add(roomName: string, wanted: string, { state, ...options }: PinOptions): Promise<void> {
  const message = await withClient(options, async (client) => {
    const { room_id } = await findRoom(client, roomName);
    const ask = { room_id, message_id: await messageId(client, room_id, wanted), state };
    return asMember(client, room_id, () => client.request('pin_message', ask, COMMANDS.pin_message.reply));
  });
  const word = WORDS[message.pin?.state ?? 'none'];
  createOutput(options.json).show(message, `Message ${message.seq} is pinned${word === '' ? '' : `: ${word}`}.`);
}

async function remove(roomName: string, wanted: string, options: AgentOptions): Promise<void> {
  const message = await withClient(options, async (client) => {
    const { room_id } = await findRoom(client, roomName);
    const ask = { room_id, message_id: await messageId(client, room_id, wanted) };
    return asMember(client, room_id, () => client.request('unpin_message', ask, COMMANDS.unpin_message.reply));
  });
  createOutput(options.json).show(message, `Message ${message.seq} is not pinned.`);
}

function tableOf(names: ReadonlyMap<string, string>): Table<Pinned> {
  const nameOf = (id: string | undefined): string => names.get(id ?? '') ?? '-';
  return {
    head: ['STATE', 'FROM', 'MESSAGE', 'SEQ', 'PINNED BY', 'PINNED'],
    row: ({ author_id, seq, pin, content, sealed }) => [
      WORDS[pin?.state ?? 'none'],
      nameOf(author_id),
      previewText(contentText({ content, sealed })),
      String(seq),
      nameOf(pin?.by_id),
      timeText(pin?.pinned_at),
    ],
    none: 'Nothing is pinned in that room.',
  };
}
