import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportSource } from '../../../../src-shared/imports.ts';
import { makeZip } from '../../testing/imports/make-zip.ts';
import * as exports from '../../testing/imports/other-exports.ts';
import { slackExport } from '../../testing/imports/slack-export.ts';
import { openArchive } from './archive.ts';
import type { Item, SourceMessage } from './stream.ts';

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'lanai-readers-'))));
afterAll(() => rmSync(folder, { recursive: true }));

interface Read {
  source: ImportSource;
  items: Item[];
}

async function read(content: string | Buffer | object, name = 'export', as: ImportSource | null = null): Promise<Read> {
  const file = path.join(folder, 'a');
  writeFileSync(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  const opened = await openArchive({ path: file, name, now: Date.UTC(2026, 0, 1) }, as);
  const items: Item[] = [];
  for await (const item of opened.read()) items.push(item);
  return { source: opened.source, items };
}

const messages = ({ items }: Read): SourceMessage[] => items.flatMap((item) => ('message' in item ? [item.message] : []));
const texts = (found: Read): string[] => messages(found).map(({ content }) => content);
const names = ({ items }: Read): string[] => items.flatMap((item) => ('person' in item ? [item.person.name] : []));
const rooms = ({ items }: Read): string[] =>
  items.flatMap((item) => ('room' in item ? [`${item.room.name}${item.room.is_private ? ' (private)' : ''}`] : []));
const left = ({ items }: Read): string[] => items.flatMap((item) => ('leftOut' in item ? [item.leftOut] : []));
const at = (seconds: number): number => (1_600_000_000 + seconds) * 1000;

describe('Telegram', () => {
  it('is read: one chat, or all of them', async () => {
    const found = await read(exports.TELEGRAM_CHAT);
    expect([found.source, rooms(found), names(found), left(found)]).toEqual([
      'telegram',
      ['Boats (private)'],
      ['Mira', 'Jon', 'Deleted account'],
      ['notice', 'reaction', 'file_not_in_archive', 'bad_time'],
    ]);
    expect(texts(found)).toEqual(['Hello', 'See **this** [page](https://a.example)\n```c\na < b\n```\n', '📎 a.jpg (not in the export)']);
    expect(messages(found)[1]).toMatchObject({
      id: '3',
      reply_to: '2',
      written_at: at(20),
      edited_at: at(80),
      reactions: [{ emoji: '👍', person_ids: ['user1'] }],
    });
    const all = await read(exports.TELEGRAM_ALL);
    expect([all.source, rooms(all), texts(all).length]).toEqual(['telegram', ['Boats (private)', 'Saved messages (private)'], 4]);
  });

  it('is read with its files from a zip', async () => {
    const found = await read(makeZip({ 'ChatExport/result.json': exports.TELEGRAM_CHAT, 'ChatExport/photos/a.jpg': 'aloha' }));
    expect(messages(found).at(-1)?.files).toMatchObject([{ name: 'a.jpg', size: 5 }]);
  });
});

describe('DiscordChatExporter', () => {
  it('is read: a channel alone, or several with media in a zip', async () => {
    const found = await read(exports.DISCORD_CHANNEL);
    expect([found.source, rooms(found), names(found), left(found)]).toEqual([
      'discord',
      ['boats'],
      ['Mira', 'Deploy'],
      ['reaction', 'notice', 'file_not_in_archive', 'file_not_in_archive'],
    ]);
    expect(messages(found)).toMatchObject([
      { id: '11', content: 'Hello @Deploy', written_at: at(10), mentions: ['102'], reply_to: null },
      { id: '12', written_at: at(20) + 500, edited_at: at(80), reply_to: '11', reactions: [{ emoji: '👍', person_ids: ['101'] }] },
      { id: '14', content: '📎 a b.txt (not in the export)\n📎 lost.png (not in the export)' },
    ]);
    const zip = makeZip({ 'h/boats.json': exports.DISCORD_CHANNEL, 'h/boats.json_Files/a b.txt': 'aloha' });
    expect(messages(await read(zip)).at(-1)?.files).toMatchObject([{ name: 'a b.txt', size: 5 }]);
  });
});

describe('WhatsApp', () => {
  it('is read from Android', async () => {
    const found = await read(exports.WHATSAPP_ANDROID, 'WhatsApp Chat with Boats.txt');
    expect([found.source, rooms(found), names(found), left(found)]).toEqual([
      'whatsapp',
      ['Boats (private)'],
      ['Mira Sand', 'Jon'],
      ['notice', 'file_not_in_archive', 'file_not_in_archive'],
    ]);
    expect(texts(found)).toEqual([
      'Hello\non two lines: yes',
      '📎 (not in the export)',
      '📎 IMG-1.txt (not in the export)',
      'Hello',
      'Hello',
    ]);
    expect(messages(found)[0]?.written_at).toBe(new Date(2019, 11, 24, 11, 23).getTime());
    expect(new Set(messages(found).map(({ id }) => id)).size).toBe(5);
  });

  it('is read from iOS, with its media', async () => {
    const found = await read(makeZip({ '_chat.txt': exports.WHATSAPP_IOS, '00000012-PHOTO.jpg': 'aloha' }), 'WhatsApp Chat - Boats.zip');
    expect([rooms(found), texts(found)]).toEqual([['Boats (private)'], ['Hello', '']]);
    expect(messages(found)[0]?.written_at).toBe(new Date(2021, 9, 24, 15, 21, 43).getTime());
    expect(messages(found)[1]?.files).toMatchObject([{ name: '00000012-PHOTO.jpg' }]);
  });

  it.each([
    ['13.02.2020, 10:00 - A: x', new Date(2020, 1, 13, 10)],
    ['2/13/20, 10:00 PM - A: x', new Date(2020, 1, 13, 22)],
    ['9/24/2019 11:30 p. m. - A: x', new Date(2019, 8, 24, 23, 30)],
    ['2020-02-03, 12:00 a.m. - A: x', new Date(2020, 1, 3)],
    ['[03/02/20, 10:00:01] A: x\n[04/02/20, 10:00:01] A: x\n[01/03/20, 10:00:01] A: x', new Date(2020, 1, 3, 10, 0, 1)],
  ])('finds out which number is the day: %j', async (chat, date) => {
    expect(messages(await read(chat))[0]?.written_at).toBe(date.getTime());
  });
});

describe('Mattermost', () => {
  it('is read with threads, direct messages and files', async () => {
    const found = await read(makeZip({ 'import.jsonl': exports.MATTERMOST_LINES, 'data/20200913/a.txt': 'aloha' }));
    expect([found.source, rooms(found), names(found), left(found)]).toEqual([
      'mattermost',
      ['Boats', 'Jon Reef, Mira (private)'],
      ['Mira', 'Jon Reef'],
      ['notice'],
    ]);
    const [first, reply, direct] = messages(found);
    expect(first).toMatchObject({ content: 'Hello @Jon Reef and @zoe', mentions: ['jon'], written_at: at(10), edited_at: null });
    expect(first).toMatchObject({ reactions: [{ emoji: '👍', person_ids: ['jon'] }], files: [{ name: 'a.txt' }] });
    expect(reply).toMatchObject({ content: 'Aye', thread_id: first?.id });
    expect(direct?.content).toBe('Between us');
    expect(
      messages(await read(exports.MATTERMOST_LINES))
        .map(({ id }) => id)
        .slice(1),
    ).toEqual([reply?.id, direct?.id]);
  });
});

describe('Element', () => {
  it('is read with its edits, reactions and threads', async () => {
    const found = await read(exports.ELEMENT_ROOM);
    expect([found.source, rooms(found), names(found), left(found)]).toEqual([
      'element',
      ['Boats (private)'],
      ['Mira', 'jon'],
      ['notice', 'file_not_in_archive', 'damaged_message'],
    ]);
    expect(messages(found)).toMatchObject([
      { id: '$1', content: 'Hello', edited_at: at(30), reactions: [{ emoji: '👍', person_ids: ['@jon:b.example'] }] },
      { id: '$2', content: 'Aye', reply_to: '$1' },
      { id: '$5', thread_id: '$1', reply_to: null },
      { id: '$6', content: '📎 a.png (not in the export)' },
    ]);
  });
});

describe('Lanai', () => {
  it('is read with its files', async () => {
    const found = await read(makeZip({ 'export.jsonl': exports.LANAI_LINES, 'files/x': 'aloha' }));
    expect([found.source, rooms(found), names(found), left(found)]).toEqual(['lanai', ['lobby'], ['Mira', 'Deploy'], ['notice']]);
    expect(messages(found)).toMatchObject([
      { id: 'm1', room_id: 'h1/lobby', thread_id: null, mentions: ['a1', '@here'], reactions: [{ emoji: '👍', person_ids: ['a1'] }] },
      { id: 'm3', thread_id: 'm1', also_in_room: false, edited_at: at(30), files: [{ name: 'a.txt' }] },
    ]);
  });

  it('is refused when it was cut, or is of a newer version', async () => {
    const cut = exports.LANAI_LINES.split('\n').slice(0, -1).join('\n');
    await expect(read(cut)).rejects.toThrow(/ends early/);
    await expect(read(exports.LANAI_LINES.replace('"format":1', '"format":2'))).rejects.toThrow(/newer Lanai/);
  });
});

const ALL: [string, () => string | Buffer][] = [
  ['Slack', () => slackExport()],
  ['Telegram', () => JSON.stringify(exports.TELEGRAM_ALL)],
  ['Discord', () => JSON.stringify(exports.DISCORD_CHANNEL)],
  ['WhatsApp', () => exports.WHATSAPP_ANDROID],
  ['Mattermost', () => exports.MATTERMOST_LINES],
  ['Element', () => JSON.stringify(exports.ELEMENT_ROOM)],
  ['Lanai', () => exports.LANAI_LINES],
];

describe.each(ALL)('An export of %s', (_program, made) => {
  it('is read the same each time', async () => {
    expect((await read(made())).items.map(ofItem)).toEqual((await read(made())).items.map(ofItem));
  });

  it('is not taken for one of another program', async () => {
    const { source } = await read(made());
    const others = ['slack', 'telegram', 'discord', 'whatsapp', 'mattermost', 'element', 'lanai'] as const;
    for (const other of others.filter((each) => each !== source))
      await expect(read(made(), 'a', other)).rejects.toThrow(/not an export of/);
  });
});

/** Without functions, which differ. */
const ofItem = (item: Item): string => JSON.stringify(item);
