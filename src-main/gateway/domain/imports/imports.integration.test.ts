// Imports over the HTTP API: a plan, the result in the rooms, the same again, and archives that are broken or hostile.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IMPORTS_PATH, type Import } from '../../../../src-shared/imports.ts';
import type { Message, Participant, Room } from '../../../../src-shared/objects.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import { importHands, type ImportHands } from '../../testing/imports/hands.ts';
import * as exports from '../../testing/imports/other-exports.ts';
import { makeZip, zipOf } from '../../testing/imports/make-zip.ts';
import { SLACK_PICTURE, slackExport } from '../../testing/imports/slack-export.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';

let home: TestHome;
let hands: ImportHands;
let owner: Watcher;
beforeEach(async () => {
  home = await startTestHome();
  hands = importHands(home.owner);
  owner = await watchAs(home, home.owner);
});
afterEach(() => home.close());

async function imported(body = slackExport(), how: object = {}): Promise<Import> {
  const { id } = await hands.upload(body);
  return hands.start(id, how);
}

async function roomCalled(name: string): Promise<Room> {
  const { rooms } = await owner.picture();
  const found = Object.values(rooms).find(({ room }) => room.name === name);
  if (!found) throw new Error(`There is no room ${name}.`);
  return found.room;
}

async function messagesIn(name: string): Promise<Message[]> {
  const { id } = await roomCalled(name);
  const { messages } = await owner.do('get_history', { room_id: id, limit: 50, view: 'all' });
  return messages;
}

async function personCalled(name: string): Promise<Participant> {
  const found = Object.values((await owner.picture()).participants).find((each) => each.name === name);
  if (!found) throw new Error(`There is no participant ${name}.`);
  return found;
}

describe('A Slack export', () => {
  it('is counted first, and nothing is written by that', async () => {
    const before = await owner.picture();
    const { state, source, plan, problem } = await hands.upload(slackExport());
    expect({ state, source, problem }).toEqual({ state: 'ready', source: 'slack', problem: null });
    expect(plan).toMatchObject({
      ...{ messages: 8, replies: 2, reactions: 2, files: 1, file_bytes: SLACK_PICTURE.length, room_count: 3, person_count: 3 },
      ...{ first_at: 1_600_000_010_000, last_at: 1_600_090_020_000 },
      left_out: { notice: 1, reaction: 1, file_not_in_archive: 1, bad_time: 1, damaged_message: 1 },
    });
    expect(plan?.rooms[0]).toEqual({ id: 'C01GENERAL', name: 'general', is_private: false, messages: 6 });
    expect(await owner.picture()).toEqual(before);
  });

  it('becomes rooms with their messages, as they were', async () => {
    const { state, result } = await imported();
    expect({ state, result }).toEqual({ state: 'done', result: { rooms: 3, people: 3, messages: 8, files: 1, known: 0 } });
    const [mira, jon] = [await personCalled('Mira'), await personCalled('Jon Reef')];
    const messages = await messagesIn('general');
    expect(messages.map(({ content, created_at }) => [content, created_at])).toEqual([
      ['Hello @Jon Reef, see [the *chart*](https://example.com/a) & #general 👋', 1_600_000_010_000],
      ['In the thread', 1_600_000_020_000],
      ['**Second** `a < b`', 1_600_000_030_000],
      ['For all', 1_600_090_000_000],
      ['Deployed', 1_600_090_010_000],
      ['📎 lost.pdf (not in the export)', 1_600_090_020_000],
    ]);
    const [first, inThread, second, forAll, , withFile] = messages;
    expect(first).toMatchObject({ author_id: mira.id, mentions: [jon.id], thread: { replies: 2 } });
    expect(first?.imported).toEqual({ source: 'slack', id: '1600000010.000200' });
    expect(first?.reactions).toEqual([{ emoji: '👍', participant_ids: expect.arrayContaining([mira.id, jon.id]) }]);
    expect(inThread).toMatchObject({ thread_id: first?.id, thread_only: true });
    expect(forAll).toMatchObject({ thread_id: first?.id });
    expect(forAll?.thread_only).toBeUndefined();
    expect(second?.edited_at).toBe(1_600_000_040_000);
    const [file] = withFile?.attachments ?? [];
    expect(file).toMatchObject({ name: 'dot.png', type: 'image/png', width: 1, height: 1 });
    expect((await home.owner.get(`/api/files/${file?.id}`)).status).toBe(200);
    expect(home.logged).toEqual([]);
  });

  it('keeps private rooms private, and archived ones archived', async () => {
    await imported();
    const guest = await watchAs(home, await home.guest('Gus', { role: 'member', room_ids: null }));
    const names = Object.values((await guest.picture()).rooms).map(({ room }) => room.name);
    expect(names).toContain('general');
    expect(names).not.toContain('plans');
    expect(names).not.toContain('Mira, Jon Reef');
    expect((await roomCalled('plans')).archived_at).not.toBeNull();
    expect(await roomCalled('general')).toMatchObject({ topic: 'Boats', description: 'All of us', created_at: 1_600_000_000_000 });
  });

  it('is read for all, and a client that watches and one that resumes see it', async () => {
    const { cursor } = await owner.picture();
    await imported();
    const picture = await owner.picture();
    expect(picture).toEqual(await owner.fresh());
    expect(await owner.resumed(cursor)).toEqual(picture);
    const unread = Object.values(picture.rooms).map(({ membership }) => membership?.unread ?? 0);
    expect(Math.max(...unread)).toBe(0);
    expect(owner.events().map(({ type }) => type)).not.toContain('message.posted');
  });

  it('is found by words', async () => {
    await imported();
    await expect.poll(async () => (await owner.do('search', { query: 'second' })).results.length).toBe(1);
    const { results } = await owner.do('search', { query: 'thread', before: Date.UTC(2020, 11) });
    expect(results).toHaveLength(1);
    expect((await owner.do('search', { query: 'thread', after: Date.UTC(2021, 0) })).results).toEqual([]);
  });

  it('changes nothing when it is imported again, and adds what is new', async () => {
    await imported();
    const before = await owner.picture();
    const again = await imported();
    expect(again.result).toEqual({ rooms: 0, people: 0, messages: 0, files: 0, known: 8 });
    expect(await owner.picture()).toEqual(before);
    const later = [{ type: 'message', user: 'U02JON', ts: '1700000000.000100', text: 'Years later' }];
    const { result } = await imported(slackExport({ 'general/2023-11-14.json': later }));
    expect(result).toMatchObject({ messages: 1, known: 8 });
    expect((await messagesIn('general')).at(-1)?.content).toBe('Years later');
  });

  it('makes people who cannot sign in, and gives messages to a participant of the home who is named', async () => {
    const { result } = await imported(slackExport(), { people: { U02JON: owner.id }, room_prefix: 'Old ' });
    expect(result?.people).toBe(2);
    expect(await personCalled('Mira')).toMatchObject({ kind: 'person', role: 'guest', imported: 'slack', revoked_at: expect.any(Number) });
    expect(await personCalled('deploy')).toMatchObject({ kind: 'agent', imported: 'slack', removed_at: expect.any(Number) });
    const [first, second] = await messagesIn('Old general');
    expect(second?.author_id).toBe(owner.id);
    expect(first?.mentions).toEqual([owner.id]);
  });

  it('leaves messages out that the home would delete at once', async () => {
    await owner.do('set_retention', { days: 30 });
    const { plan, problem } = await hands.upload(slackExport());
    expect(plan).toBeNull();
    expect(problem).toBe('There are no messages in that archive.');
  });
});

describe('An export', () => {
  it.each<[string, string, Buffer, string, number]>([
    ['telegram', 'result.json', Buffer.from(JSON.stringify(exports.TELEGRAM_CHAT)), 'Boats', 3],
    ['discord', 'boats.json', Buffer.from(JSON.stringify(exports.DISCORD_CHANNEL)), 'boats', 3],
    ['whatsapp', 'WhatsApp Chat with Harbour.txt', Buffer.from(exports.WHATSAPP_ANDROID), 'Harbour', 5],
    ['mattermost', 'import.jsonl', Buffer.from(exports.MATTERMOST_LINES), 'Boats', 2],
    ['element', 'export.json', Buffer.from(JSON.stringify(exports.ELEMENT_ROOM)), 'Boats', 4],
    ['lanai', 'export.zip', makeZip({ 'export.jsonl': exports.LANAI_LINES, 'files/x': 'aloha' }), 'lobby (Lanai)', 2],
  ])('of %s becomes rooms, and the second time changes nothing', async (source, name, body, room, count) => {
    const first = await hands.upload(body, name);
    expect([first.source, first.problem]).toEqual([source, null]);
    const { result } = await hands.start(first.id);
    expect(result?.messages).toBe(first.plan?.messages);
    expect(await messagesIn(room)).toHaveLength(count);
    const again = await hands.start((await hands.upload(body, name)).id);
    expect(again.result).toEqual({ rooms: 0, people: 0, messages: 0, files: 0, known: result?.messages });
    expect(home.logged).toEqual([]);
  });
});

describe('An imported person', () => {
  it('is claimed by an invite: then the messages are theirs', async () => {
    await imported();
    const mira = await personCalled('Mira');
    const made = await home.owner.post(`/api/people/${mira.id}/reinvite`, {});
    expect(made.status).toBeLessThan(300);
    const code = (made.json() as { code: string }).code;
    const browser = home.browser();
    expect((await browser.redeem(code, 'Mira')).status).toBe(200);
    const her = await watchAs(home, browser);
    expect(her.id).toBe(mira.id);
    expect(await personCalled('Mira')).toMatchObject({ id: mira.id, revoked_at: null });
    expect(await personCalled('Mira')).not.toHaveProperty('imported');
    const names = Object.values((await her.picture()).rooms).map(({ room }) => room.name);
    expect(names).toEqual(expect.arrayContaining(['general', 'plans', 'Mira, Jon Reef']));
  });
});

describe('An archive that cannot be imported', () => {
  /** Nothing of it is on the disk, and nothing in the home was changed. */
  async function refused(body: Buffer, sentence: RegExp, as?: string): Promise<void> {
    const before = await owner.picture();
    const { state, problem, id } = await hands.upload(body, 'export.zip', as);
    expect(state).toBe('failed');
    expect(problem).toMatch(sentence);
    expect(readdirSync(path.join(home.dataDir, 'imports', id))).toEqual(['import.json']);
    expect(readdirSync(path.join(home.dataDir, 'files', 'tmp'))).toEqual([]);
    expect(await owner.picture()).toEqual(before);
  }

  it.each<[string, Buffer, RegExp, string?]>([
    ['is empty', Buffer.alloc(0), /empty/],
    ['is no archive', Buffer.from('hello'), /not an export/],
    ['is of no program', makeZip({ 'a.txt': 'aloha' }), /not an export/],
    ['is of another program than was said', makeZip({ 'a.txt': 'aloha' }), /not an export of Slack/, 'slack'],
    ['is cut short', slackExport().subarray(0, -300), /damaged/],
    ['leads out of its folder', zipOf([{ name: '../a', content: 'b' }]), /leads out/],
    ['has no messages', makeZip({ 'users.json': [], 'channels.json': [] }), /no messages/],
    ['has a list that is no JSON', makeZip({ 'users.json': '<html>', 'channels.json': [] }), /not the JSON/],
    ['has a day that was cut', slackExport({ 'general/2020-09-15.json': '[{"type": "mess' }), /ends early/],
  ])('says so in a sentence when it %s', async (_what, body, sentence, as) => refused(body, sentence, as));

  it('leaves the files of the home alone when one of its files is damaged', async () => {
    const parts = { name: '__uploads/F01/dot.png', content: SLACK_PICTURE, crc: 1 };
    const users = [{ id: 'U1', name: 'mira' }];
    const day = [{ type: 'message', user: 'U1', ts: '1600000000.1', text: 'x', files: [{ id: 'F01', name: 'dot.png' }] }];
    const zip = zipOf([
      { name: 'users.json', content: JSON.stringify(users) },
      { name: 'channels.json', content: JSON.stringify([{ id: 'C1', name: 'boats', members: [] }]) },
      { name: 'boats/2020-09-13.json', content: JSON.stringify(day) },
      parts,
    ]);
    const { id } = await hands.upload(zip);
    const { state, problem } = await hands.start(id);
    expect([state, problem]).toEqual(['failed', expect.stringMatching(/damaged/)]);
    expect(readdirSync(path.join(home.dataDir, 'imports', id)).toSorted()).toEqual(['archive', 'import.json']);
  });
});

describe('An import', () => {
  it('is for admins only', async () => {
    const guest = await home.guest('Gus', { role: 'member', room_ids: null });
    const { id } = await hands.upload(slackExport());
    const answers = [
      await guest.send(`${IMPORTS_PATH}?name=a.zip`, { method: 'POST', body: slackExport() }),
      await guest.get(IMPORTS_PATH),
      await guest.post(`${IMPORTS_PATH}/${id}/start`, {}),
      await guest.post(`${IMPORTS_PATH}/${id}/cancel`, {}),
      await guest.delete(`${IMPORTS_PATH}/${id}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  it('is continued after the server ended', async () => {
    const { id } = await hands.upload(slackExport());
    const file = path.join(home.dataDir, 'imports', id, 'import.json');
    const note = { ...(await hands.state(id)), state: 'running' };
    await home.gateway.close();
    writeFileSync(file, JSON.stringify(note));
    mkdirSync(path.join(home.dataDir, 'imports', 'nonsense'));
    const again = await startTestHome({ dataDir: home.dataDir });
    try {
      const others = importHands(again.owner);
      expect((await others.state(id)).state).toBe('interrupted');
      expect(await others.start(id)).toMatchObject({ state: 'done', result: { messages: 8 } });
    } finally {
      await again.close();
    }
  });

  it('is deleted with its archive, and the messages stay', async () => {
    const { id } = await imported();
    expect((await home.owner.delete(`${IMPORTS_PATH}/${id}`)).status).toBe(200);
    expect((await home.owner.get(`${IMPORTS_PATH}/${id}`)).status).toBe(404);
    expect(readdirSync(path.join(home.dataDir, 'imports'))).toEqual([]);
    expect(await messagesIn('general')).toHaveLength(6);
  });
});
