import type { Command } from 'commander';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { previewText } from '../../../src-shared/preview.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { messageId } from '../history.ts';
import { createOutput, oneLine, timeText, type Table } from '../output.ts';
import { allRooms, findRoom } from '../rooms.ts';
import { withClient } from '../session.ts';

type Saved = Reply<'list_saved'>['saved'][number];

const MESSAGE = 'id or number of the message';

export function define(command: Command): void {
  withAgent(command.command('list', { isDefault: true }).description('the messages that you saved, the last one first')).action(list);
  withAgent(command.command('add').description('save a message for later; only you know of it'))
    .argument('<room>', 'name or id of the room')
    .argument('<message>', MESSAGE)
    .action(add);
  withAgent(command.command('remove').description('remove a message from those that you saved'))
    .argument('<id>', 'id of the message')
    .action(remove);
}

async function list(options: AgentOptions): Promise<void> {
  const { saved, table } = await withClient(options, async (client) => {
    const rooms = new Map((await allRooms(client)).map(({ room_id, name }) => [room_id, name]));
    const found = await everySaved(client);
    return { saved: found.saved, table: tableOf(rooms, found.names) };
  });
  createOutput(options.json).list(saved, table);
}

async function everySaved(client: AgentClient): Promise<{ saved: Saved[]; names: Map<string, string> }> {
  const saved: Saved[] = [];
  const names = new Map<string, string>();
  for (let after: string | null | undefined; after !== null;) {
    const page: Reply<'list_saved'> = await client.request('list_saved', { after }, COMMANDS.list_saved.reply);
    saved.push(...page.saved);
    for (const { id, name } of page.participants) names.set(id, name);
    after = page.next;
  }
  return { saved, names };
}

async function add(roomName: string, wanted: string, options: AgentOptions): Promise<void> {
  const item = await withClient(options, async (client) => {
    const { room_id } = await findRoom(client, roomName);
    const ask = { room_id, message_id: await messageId(client, room_id, wanted) };
    return client.request('save_message', ask, COMMANDS.save_message.reply);
  });
  createOutput(options.json).show(item, `Saved ${item.id}.`);
}

async function remove(saved_id: string, options: AgentOptions): Promise<void> {
  const reply = await withClient(options, (client) => client.request('unsave', { saved_id }, COMMANDS.unsave.reply));
  createOutput(options.json).show(reply, `Removed ${reply.saved_id}.`);
}

function tableOf(rooms: ReadonlyMap<string, string>, names: ReadonlyMap<string, string>): Table<Saved> {
  return {
    head: ['SAVED', 'REMINDER', 'ROOM', 'FROM', 'MESSAGE', 'ID'],
    row: ({ id, room_id, text, saved_at, remind_at, due_at, message }) => [
      timeText(saved_at),
      remind_at === null ? '-' : `${timeText(remind_at)}${due_at === null ? '' : ' (due)'}`,
      oneLine(rooms.get(room_id ?? '') ?? '-'),
      message ? oneLine(names.get(message.author_id) ?? '-') : '-',
      oneLine(text ?? wordsOf(message)),
      id,
    ],
    none: 'Nothing is saved.',
  };
}

function wordsOf(message: Message | null): string {
  return message && message.deleted_at === null ? previewText(message.content) : '(not there any more)';
}
