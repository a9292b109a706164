import path from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { ExportFormat } from '../../../src-shared/exports.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { FILE_NAMES, PLAN, SECRETS, tellStory, type ExportStory } from '../testing/export-story.ts';
import { homeForAll } from '../testing/shared-home.ts';
import { unzipped } from '../testing/zip.ts';
import { zipSink } from './sink.ts';
import { writeExport } from './write.ts';

const home = homeForAll();
let story: ExportStory;
beforeAll(async () => {
  story = await tellStory(home);
});

async function exported(format: ExportFormat, own = false): Promise<Map<string, Buffer>> {
  const output = new PassThrough();
  const { rooms, ownerId, benId } = story;
  const job = {
    ...({ folder: home.dataDir, format, scope: own ? 'own' : 'home', exporter_id: own ? benId : ownerId, version: '0', now: 0 } as const),
    room_ids: [LOBBY_ID, rooms.garden, rooms.sealed, rooms.passing],
  };
  const [bytes] = await Promise.all([buffer(output), writeExport(job, zipSink(output, 0))]);
  return unzipped(bytes);
}

const ENTRY = /^(?:[a-z0-9-]+\/)?[a-z0-9_-]+(?:\.[a-z0-9]{1,8}){0,2}$/;

describe.each(['markdown', 'html', 'slack'] as const)('An export as %s', (format) => {
  it('has no name of an entry that a system could take for something else', async () => {
    const entries = [...(await exported(format)).keys()];
    for (const name of entries) {
      expect(name).toMatch(ENTRY);
      expect(path.posix.normalize(name)).toBe(name);
      expect(name).not.toMatch(/(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
      expect(Buffer.byteLength(name)).toBeLessThan(120);
    }
    expect(entries.filter((name) => name.startsWith('files/'))).toHaveLength(FILE_NAMES.length + 1);
    // A browser would run the scripts of a page that it opens from the disk.
    expect(entries.filter((name) => /^files\/.*\.html$/.test(name))).toEqual([]);
    expect(entries.some((name) => /^files\/.*\.html\.txt$/.test(name))).toBe(true);
  });

  it('has no deleted message, no earlier text and no room that was not named', async () => {
    for (const [name, content] of await exported(format))
      for (const secret of Object.values(SECRETS)) expect(String(content).includes(secret), `${name}: ${secret}`).toBe(false);
  });
});

const document = (entries: ReadonlyMap<string, Buffer>, end: string): string => {
  const name = [...entries.keys()].find((each) => each.endsWith(end)) ?? '';
  return String(entries.get(name));
};

describe('An export as Markdown', () => {
  it('shows a room, and no text in it is HTML, a heading or a message of another', async () => {
    const at = `/api/rooms/${LOBBY_ID}/messages`;
    const fake = '# Heading\n\n**Ada** 2026-01-01\n\n> a quote\n\n```js\nif (a < b) {}\n```\n\n1) one\n+ two\n---\n<iframe>';
    const id = (await story.ben.post(at, { content: fake })).field('id');
    const text = document(await exported('markdown'), '-lobby.md');
    await story.ben.delete(`${at}/${id}`);
    expect(text).toMatch(/^# lobby\n/);
    expect(text).toContain('\\<script\\>alert(1)\\</script\\>');
    expect(text).toContain('> ```js\n> if (a < b) {}\n> ```');
    expect(text).toContain('In answer to ');
    expect(text).toMatch(/\*\*Ben\*\* \d{4}-\d\d-\d\d \d\d:\d\d:\d\d, edited\n\n> the text after\n/);
    expect(text).toContain('> **Tea?**\n>\n> - \\<yes\\> (2 votes: ');
    expect(text).toContain('- [ ] Water \\*the\\* plants (to do, Ben)');
    expect(text).toMatch(/- \[plan\.txt\]\(\.\.\/files\/[0-9a-f]{64}\.txt\) \(17 bytes\)/);
    // Every line of a user is within a quote or a line of our own.
    const own = /^(?:|>.*|# lobby|## .*|\*\*.*\*\* \d{4}-.*|In answer to .*|- .*|👍.*)$/u;
    expect(text.split('\n').filter((line) => !own.test(line))).toEqual([]);
    for (const line of text.split('\n').filter((each) => /[^\\]<(?!https?:)/.test(each.replace(/`[^`]*`/g, ''))))
      expect(line).toBe('> if (a < b) {}');
  });

  it('of own messages holds those only', async () => {
    const text = document(await exported('markdown', true), '-lobby.md');
    expect(text).toContain('the text after');
    expect(text).not.toMatch(/alert|in a thread\n>|Water/);
  });
});

describe('An export as HTML', () => {
  it('escapes everything, names no script and nothing of the network', async () => {
    const entries = await exported('html');
    const page = document(entries, '-lobby.html');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toMatch(/<script|<iframe|onerror=(?!alert)|<[^>]*\son\w+=|javascript:[^a]|<i>/i);
    expect([...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, to = '']) => to).filter((to) => !/^(?:#m\d|\.\.\/)/.test(to))).toEqual([]);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('&lt;b&gt;&amp;&quot;quote&quot;.html');
    expect(page).toMatch(/class="quote"><a href="#m\d+"/);
    expect(String(entries.get('index.html'))).toContain('1 encrypted room is not in it.');
  });
});

const User = z.object({ id: z.string(), name: z.string(), real_name: z.string(), deleted: z.boolean(), is_bot: z.boolean() });
const Channel = z.object({ id: z.string(), name: z.string(), created: z.int(), creator: z.string(), members: z.array(z.string()) });
const SlackMessage = z.object({
  type: z.literal('message'),
  user: z.string(),
  text: z.string(),
  ts: z.string().check(z.regex(/^\d{10}\.\d{6}$/)),
  thread_ts: z.optional(z.string()),
  reactions: z.optional(z.array(z.object({ name: z.string(), users: z.array(z.string()), count: z.int() }))),
  files: z.optional(z.array(z.object({ id: z.string(), name: z.string(), mimetype: z.string(), url_private: z.string() }))),
});

describe('An export in the form of Slack', () => {
  const json = <T extends z.ZodMiniType>(entries: ReadonlyMap<string, Buffer>, name: string, schema: T): z.infer<T> =>
    schema.parse(JSON.parse(String(entries.get(name))));

  it('has its lists, and a file for each day of a conversation', async () => {
    const entries = await exported('slack');
    const users = json(entries, 'users.json', z.array(User));
    const channels = json(entries, 'channels.json', z.array(Channel));
    for (const list of ['groups.json', 'dms.json', 'mpims.json', 'integration_logs.json']) json(entries, list, z.array(z.unknown()));
    expect(channels.map(({ name }) => name)).toEqual(['lobby', 'garden-i']);
    const known = new Set(users.map(({ id }) => id));
    for (const { id } of [...users, ...channels]) expect(id).toMatch(/^[UC][A-Z0-9]+$/);
    const days = [...entries.keys()].filter((name) => /^lobby\/\d{4}-\d\d-\d\d\.json$/.test(name));
    const messages = days.flatMap((day) => json(entries, day, z.array(SlackMessage)));
    expect(new Set(messages.map(({ ts }) => ts)).size).toBe(messages.length);
    expect(messages.map(({ ts }) => ts)).toEqual(messages.map(({ ts }) => ts).sort((a, b) => a.localeCompare(b)));
    for (const { user } of messages) expect(known.has(user)).toBe(true);
    for (const channel of channels) expect(channel.members.filter((id) => !known.has(id))).toEqual([]);
    const root = messages.find(({ text }) => text.includes('alert(1)'));
    expect(root).toMatchObject({ thread_ts: root?.ts });
    expect(root?.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(root?.text).toContain('*bold* &amp; `code &lt;b&gt;`');
    expect(messages.find(({ text }) => text === 'in a thread')?.thread_ts).toBe(root?.ts);
    const reply = messages.find(({ text }) => text.includes('I agree'));
    expect(reply?.reactions).toMatchObject([{ name: '+1', count: 1 }]);
    const file = messages.flatMap(({ files }) => files ?? []).find(({ name }) => name === 'plan.txt');
    expect(entries.get(file?.url_private ?? '')?.equals(PLAN)).toBe(true);
  });
});
