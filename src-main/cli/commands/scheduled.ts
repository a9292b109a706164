import type { Command } from 'commander';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import { previewText } from '../../../src-shared/preview.ts';
import { isSealed } from '../../../src-shared/sealed-mark.ts';
import { ChatMessage } from '../messages.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { createOutput, oneLine, timeText, type Table } from '../output.ts';
import { allRooms } from '../rooms.ts';
import { withClient } from '../session.ts';

type Scheduled = Reply<'list_scheduled'>['scheduled'][number];

const ID = 'id of the scheduled message';

export function define(command: Command): void {
  withAgent(command.command('list', { isDefault: true }).description('your messages that will be sent later, the next one first')).action(
    list,
  );
  withAgent(command.command('send').description('send one now; one that repeats keeps its rhythm')).argument('<id>', ID).action(send);
  withAgent(command.command('cancel').description('delete one that was not sent yet')).argument('<id>', ID).action(cancel);
}

async function list(options: AgentOptions): Promise<void> {
  const { scheduled, rooms } = await withClient(options, async (client) => ({
    rooms: new Map((await allRooms(client)).map(({ room_id, name }) => [room_id, name])),
    ...(await client.request('list_scheduled', {}, COMMANDS.list_scheduled.reply)),
  }));
  createOutput(options.json).list(scheduled, tableOf(rooms));
}

async function send(scheduled_id: string, options: AgentOptions): Promise<void> {
  const message = await withClient(options, (client) => client.request('send_scheduled', { scheduled_id }, ChatMessage));
  createOutput(options.json).show(message, `Sent as ${message.seq}.`);
}

async function cancel(scheduled_id: string, options: AgentOptions): Promise<void> {
  const reply = await withClient(options, (client) =>
    client.request('cancel_scheduled', { scheduled_id }, COMMANDS.cancel_scheduled.reply),
  );
  createOutput(options.json).show(reply, `Cancelled ${reply.scheduled_id}.`);
}

function tableOf(rooms: ReadonlyMap<string, string>): Table<Scheduled> {
  return {
    head: ['WHEN', 'REPEAT', 'ROOM', 'MESSAGE', 'ID'],
    row: ({ id, room_id, send_at, repeat, content, failure }) => [
      failure ? `failed: ${oneLine(failure.message)}` : timeText(send_at),
      repeat?.every ?? '-',
      oneLine(rooms.get(room_id) ?? '-'),
      isSealed(content) ? '(sealed)' : oneLine(previewText(content)),
      id,
    ],
    none: 'Nothing will be sent later.',
  };
}
