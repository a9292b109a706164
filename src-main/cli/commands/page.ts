import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { reasonOf } from '../../../src-shared/reason.ts';
import type { RoomPage, RoomPageVersion } from '../../../src-shared/room-pages.ts';
import { everyPage } from '../every-page.ts';
import { Failure, UsageError } from '../failure.ts';
import { newestId } from '../history.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { wholeNumber } from '../options.ts';
import { contentText, createOutput, doubtText, harmless, timeText, type Table } from '../output.ts';
import { asMember, findRoom } from '../rooms.ts';
import { roomSecret, sealingOf, type Opened } from '../sealing.ts';
import { withClient } from '../session.ts';
import { readStdin } from '../stdin.ts';

interface PageOptions extends AgentOptions {
  show?: number;
  versions?: boolean;
  set?: string;
  restore?: number;
  expected?: number;
  roomKey?: string;
}

type Shown = RoomPage & Opened;
type Written = Reply<'set_room_page'>;

export function define(command: Command): void {
  withAgent(command)
    .argument('<room>', 'name or id of the room')
    .option('--show <version>', 'an earlier version of the page', wholeNumber)
    .option('--versions', 'the versions of the page, the newest first')
    .option('--set <file>', 'write the page from a file; "-" reads it from stdin')
    .option('--restore <version>', 'write the text of an earlier version again', wholeNumber)
    .option('--expected <version>', 'the version that you changed, 0 for none; left out: the newest', wholeNumber)
    .option('--room-key <secret>', 'seals and opens the text (LANAI_ROOM_KEY)')
    .addHelpText('after', '\nWith --expected nothing is written when another participant wrote the page meanwhile.')
    .action(page);
}

async function page(roomName: string, options: PageOptions): Promise<void> {
  const { show, versions, set, restore, expected } = options;
  if ([show, versions, set, restore].filter((each) => each !== undefined).length > 1)
    throw new UsageError('--show, --versions, --set and --restore cannot be combined.');
  const isWritten = set !== undefined || restore !== undefined;
  if (expected !== undefined && !isWritten) throw new UsageError('--expected needs --set or --restore.');
  if (isWritten) return write(roomName, options);
  return versions ? list(roomName, options) : read(roomName, options);
}

async function read(roomName: string, { show, roomKey, ...options }: PageOptions): Promise<void> {
  const output = createOutput(options.json);
  const found = await withClient(options, async (client) => {
    const room = await findRoom(client, roomName);
    return readPage(client, room, { version: show, secret: roomKey });
  });
  if (found) {
    const doubts = doubtText(found);
    if (doubts !== '') output.notice(doubts.trim());
    return output.show(found, harmless(contentText(found)));
  }
  // A file that the text is written to stays empty.
  output.notice('That room has no page yet.');
}

type Room = Awaited<ReturnType<typeof findRoom>>;

async function readPage(
  client: AgentClient,
  room: Room,
  { version, secret }: { version: number | undefined; secret: string | undefined },
): Promise<Shown | null> {
  const found = await client.request('get_room_page', { room_id: room.room_id, version }, COMMANDS.get_room_page.reply);
  return found.page && { ...found.page, ...sealingOf(room, roomSecret(secret, process.env)).readPage(found.page) };
}

async function list(roomName: string, options: PageOptions): Promise<void> {
  const names = new Map<string, string>();
  const found = await withClient(options, async (client) => {
    const { room_id } = await findRoom(client, roomName);
    return everyPage(async (last: RoomPageVersion | undefined) => {
      const part = await client.request(
        'list_room_page_versions',
        { room_id, before: last?.version },
        COMMANDS.list_room_page_versions.reply,
      );
      for (const { id, name } of part.participants) names.set(id, name);
      return { items: part.versions, has_more: part.has_more };
    });
  });
  createOutput(options.json).list(found, tableOf(names));
}

async function write(roomName: string, { set, restore, expected, roomKey, ...options }: PageOptions): Promise<void> {
  const text = set === undefined ? null : await textOf(set);
  // The same for all tries, so that a reply that was lost makes no conflict.
  let ask: { content: string; expected_version: number } | null = null;
  const written = await withClient(options, async (client): Promise<Written> => {
    const room = await findRoom(client, roomName);
    const { room_id } = room;
    const content = text ?? (await earlierText(client, room, { version: restore, secret: roomKey }));
    const expected_version = expected ?? (await newestVersion(client, room_id));
    const said = { author_id: client.me.agent_id, kind: 'page', page_version: expected_version + 1 } as const;
    const sealing = sealingOf(room, roomSecret(roomKey, process.env));
    ask ??= { content: sealing.close({ ...said, prev: await newestId(client, room) }, content), expected_version };
    const request = { room_id, ...ask };
    return asMember(client, room_id, () => client.request('set_room_page', request, COMMANDS.set_room_page.reply));
  });
  createOutput(options.json).show(written, `The page has version ${written.version} now.`);
}

async function earlierText(client: AgentClient, room: Room, of: Parameters<typeof readPage>[2]): Promise<string> {
  const found = await readPage(client, room, of);
  if (!found) throw new Failure('That room has no page yet.');
  if (found.sealed !== undefined && found.sealed !== 'opened') throw new Failure(`That version cannot be opened: ${found.sealed}.`);
  return found.content;
}

async function newestVersion(client: AgentClient, room_id: string): Promise<number> {
  const { versions } = await client.request('list_room_page_versions', { room_id, limit: 1 }, COMMANDS.list_room_page_versions.reply);
  return versions[0]?.version ?? 0;
}

async function textOf(file: string): Promise<string> {
  if (file === '-') return readStdin();
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Failure(`The file ${file} cannot be read. ${reasonOf(error)}`, undefined, { cause: error });
  }
}

function tableOf(names: ReadonlyMap<string, string>): Table<RoomPageVersion> {
  return {
    head: ['VERSION', 'BY', 'WRITTEN', 'BYTES'],
    row: ({ version, author_id, created_at, bytes }) => [String(version), names.get(author_id) ?? '-', timeText(created_at), String(bytes)],
    none: 'That room has no page yet.',
  };
}
