// Finding messages: what is found, by whom, and what is never found.
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import type { Message, Room } from '../../../../src-shared/objects.ts';
import type { Browser } from '../../testing/browser.ts';
import { createFileSender } from '../../testing/file-sender.ts';
import { PNG } from '../../testing/pictures.ts';
import { startTestHome } from '../../testing/home.ts';
import { homeForAll } from '../../testing/shared-home.ts';

type Found = Reply<'search'>;

const home = homeForAll();

const makeRoom = async (how: object = {}): Promise<string> =>
  ((await home.owner.post('/api/rooms', { name: newId(), ...how })).json() as Room).id;
const post = async (room_id: string, content: string, by: Browser = home.owner): Promise<Message> =>
  (await by.post(`/api/rooms/${room_id}/messages`, { content })).json() as Message;

async function search(query: string, more: Record<string, string | number> = {}, by: Pick<Browser, 'get'> = home.owner): Promise<Found> {
  const answer = await by.get(
    `/api/search?${new URLSearchParams({ query, ...Object.fromEntries(Object.entries(more).map(([k, v]) => [k, String(v)])) })}`,
  );
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json() as Found;
}

const contents = ({ results }: Found): string[] => results.map(({ message }) => message.content);
const marked = ({ results }: Found): string[][] =>
  results.map(({ snippet }) => snippet.marks.map(({ start, end }) => snippet.text.slice(start, end)));

describe('What is found', () => {
  it('is there as soon as it is written, the newest first, with its words marked', async () => {
    const room_id = await makeRoom();
    await post(room_id, 'The Rollback gate of café Zürich');
    await post(room_id, 'rollback, with no gate');
    const found = await search('ROLLBACK gat', { room_id });
    expect(contents(found)).toEqual(['rollback, with no gate', 'The Rollback gate of café Zürich']);
    expect(marked(found)[1]).toEqual(['Rollback', 'gate']);
    expect(found.participants.map(({ name }) => name)).toEqual(['Owner']);
    expect(contents(await search('cafe zurich', { room_id }))).toHaveLength(1);
  });

  it('follows edits, deletions and reactions', async () => {
    const room_id = await makeRoom();
    const at = `/api/rooms/${room_id}/messages`;
    const message = await post(room_id, 'an apricot');
    const other = await post(room_id, 'another apricot');
    expect(contents(await search('apricot', { room_id }))).toHaveLength(2);
    await home.owner.patch(`${at}/${message.id}`, { content: 'a plum' });
    await home.owner.put(`${at}/${message.id}/reactions/${encodeURIComponent('🍑')}`);
    expect(contents(await search('apricot', { room_id }))).toEqual(['another apricot']);
    expect((await search('plum', { room_id })).results[0]?.message.reactions).toHaveLength(1);
    await home.owner.delete(`${at}/${other.id}`);
    expect(contents(await search('apricot', { room_id }))).toEqual([]);
    expect(contents(await search('', { room_id }))).toEqual(['a plum']);
  });

  it('is in any script, by single characters where words are not apart, and by pictures', async () => {
    const room_id = await makeRoom();
    for (const text of ['明日は東京都に行く', 'Приём ёлки', 'हिन्दी की किताब', 'party 🎉 time', 'مرحبا بالعالم']) await post(room_id, text);
    for (const query of ['京都', '行', 'прием елк', 'हिन्दी', '🎉', 'بالع'])
      expect([query, contents(await search(query, { room_id })).length]).toEqual([query, 1]);
    expect(contents(await search('都京', { room_id }))).toEqual([]);
  });

  it('goes by who wrote it, what it has, when it was, and in which room', async () => {
    const [room_id, guest] = [await makeRoom({ public: true }), await home.guest('Sarah')];
    const sarah = guest.get('/api/session').then((answer) => answer.field('me.id'));
    await post(room_id, 'peach see https://example.com/x');
    await guest.put(`/api/rooms/${room_id}/members/me`);
    const coded = await post(room_id, 'peach `npm start` @Owner', guest);
    await post(LOBBY_ID, 'peach elsewhere');
    expect(contents(await search('peach', { room_id }))).toHaveLength(2);
    expect(contents(await search('peach', { from_id: await sarah }))).toEqual([coded.content]);
    expect(contents(await search('peach', { has: 'link' }))).toEqual(['peach see https://example.com/x']);
    expect(contents(await search('peach', { has: 'code' }))).toEqual([coded.content]);
    expect(contents(await search('peach', { has: 'mention' }))).toEqual([coded.content]);
    expect(contents(await search('peach', { has: 'mention' }, guest))).toEqual([]);
    expect(contents(await search('peach', { before: coded.created_at, room_id }))).toEqual(['peach see https://example.com/x']);
    expect(contents(await search('', { from_id: await sarah, room_id }))).toEqual([coded.content]);
    expect(contents(await search('peach', { after: Date.now() + 60_000 }))).toEqual([]);
  });

  it('goes by the files it carries and by what those are called', async () => {
    const room = await makeRoom();
    const files = createFileSender(home);
    const picture = await files.upload(PNG, { room, name: 'garden plan.png' });
    const shown = await files.post([picture], { room });
    const notes = await files.upload('Beds and seeds', { room, name: 'notes.txt' });
    const noted = await files.post([notes], { room });
    await post(room, 'no file, but a plan');
    const ids = async (query: string, more: object): Promise<string[]> =>
      (await search(query, { room_id: room, ...more })).results.map(({ message }) => message.id);
    expect(await ids('', { has: 'file' })).toEqual([noted.id, shown.id]);
    expect(await ids('', { has: 'image' })).toEqual([shown.id]);
    expect(await ids('plan', { has: 'file' })).toEqual([shown.id]);
    expect(marked(await search('garden plan', { room_id: room }))).toEqual([['garden', 'plan']]);
    await home.owner.delete(`/api/rooms/${room}/messages/${shown.id}`);
    expect(await ids('', { has: 'image' })).toEqual([]);
  });

  it('comes page by page, each message once', async () => {
    const room_id = await makeRoom();
    for (let count = 1; count <= 7; count += 1) await post(room_id, `quince ${count}`);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Found = await search('quince', { room_id, limit: 3, ...(cursor === null ? {} : { cursor }) });
      seen.push(...contents(page));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((count) => `quince ${count}`));
  });

  it('is no thought', async () => {
    const room_id = await makeRoom();
    await home.owner.post(`/api/rooms/${room_id}/thoughts`, { content: 'mulberry maybe' });
    await post(room_id, 'mulberry it is');
    expect(contents(await search('mulberry', { room_id }))).toEqual(['mulberry it is']);
  });

  it('stays within one frame however long the messages are', async () => {
    const room_id = await makeRoom();
    for (let count = 0; count < 5; count += 1) await post(room_id, `medlar ${'x'.repeat(250_000)}`);
    // A search waits only for a moment until the index has what was just written, and this is more than usual.
    const next = async () => (await search('medlar', { room_id })).next_cursor;
    await expect.poll(next).not.toBeNull();
    expect((await search('medlar', { room_id })).results).toHaveLength(3);
    expect((await search('medlar', { room_id, cursor: (await next()) ?? '' })).results).toHaveLength(2);
  });
});

describe('A query', () => {
  it.each([
    'lychee" OR "1',
    'lychee AND NOT x',
    'words: lychee',
    'facts : r1',
    'NEAR(lychee x)',
    'lychee*',
    "lychee'; DROP TABLE era_0; --",
    '"lychee',
    '^lychee -x',
    '{words facts}: lychee',
    '\0lychee\u2028',
    '\ud800 lychee',
    'lychee '.repeat(28),
  ])('is words only: %j', async (query) => {
    const room_id = await makeRoom();
    await post(room_id, 'one lychee');
    const found = await search(query, { room_id });
    const words = query.replace(/\W+/g, ' ').trim().toLowerCase().split(' ');
    expect(contents(found)).toHaveLength(words.every((word) => word === 'lychee') ? 1 : 0);
  });

  it('that asks for nothing is refused', async () => {
    for (const bad of [
      'query=',
      'query=***&room_id=lobby',
      'query=x&limit=51',
      'query=x&cursor=-1',
      'query=x&has=everything',
      `query=${'x'.repeat(201)}`,
    ])
      expect([bad, (await home.owner.get(`/api/search?${bad}`)).status]).toEqual([bad, 400]);
    expect((await home.owner.get(`/api/search?query=x&room_id=nowhere`)).field('code')).toBe('room_not_found');
  });
});

describe('Nothing is found', () => {
  const secret = `pomelo${newId().slice(-6)}`;
  let hidden: string;
  beforeAll(async () => {
    hidden = await makeRoom();
    await post(hidden, `the ${secret} is in the shed`);
    await post(LOBBY_ID, `what is a ${secret}?`);
  });

  async function expectOnlyLobby(by: Pick<Browser, 'get'>): Promise<void> {
    expect(contents(await search(secret, {}, by))).toEqual([`what is a ${secret}?`]);
    expect((await by.get(`/api/search?query=${secret}&room_id=${hidden}`)).field('code')).toBe('room_not_found');
    expect(contents(await search('shed', {}, by))).toEqual([]);
  }
  const withKey = (secretOfKey: string): Pick<Browser, 'get'> => ({
    get: (address) => home.browser().send(address, { headers: { authorization: `Bearer ${secretOfKey}` } }),
  });
  /** A key whose agent belongs to the hidden room, whatever the key allows it. */
  async function keyOf(how: object): Promise<Pick<Browser, 'get'>> {
    const made = await home.owner.post('/api/keys', { label: 'Bot', ...how });
    const browser = withKey(made.field('secret'));
    await browser.get('/api/rooms');
    await home.owner.put(`/api/rooms/${hidden}/members/key-${made.field('key.id')}`);
    return browser;
  }

  it('in a room one may not see: neither by a member of the home nor by a guest', async () => {
    await expectOnlyLobby(await home.guest('Member', { role: 'member', room_ids: null }));
    await expectOnlyLobby(await home.guest('Gus', { room_ids: [LOBBY_ID] }));
    expect(contents(await search(secret))).toHaveLength(2);
  });

  it('outside the rooms of a key, nor without the right to read', async () => {
    await expectOnlyLobby(await keyOf({ room_ids: [LOBBY_ID] }));
    expect(contents(await search('shed', {}, await keyOf({})))).toHaveLength(1);
    const blind = await keyOf({ rights: ['post'] });
    expect((await blind.get(`/api/search?query=${secret}`)).field('code')).toBe('access_denied');
  });

  it('by an agent that no one let in', async () => {
    const agent = await home.agent('Stranger');
    const found = (await agent.request('search', { query: secret })).payload as unknown as Found;
    expect(contents(found)).toEqual([`what is a ${secret}?`]);
  });

  it('any more once a person has left the room', async () => {
    const guest = await home.guest('Lea', { room_ids: [LOBBY_ID, hidden] });
    expect(contents(await search('shed', {}, guest))).toHaveLength(1);
    const me = (await guest.get('/api/session')).field('me.id');
    await home.owner.delete(`/api/rooms/${hidden}/members/${me}`);
    await expectOnlyLobby(guest);
  });
});

describe('An ephemeral room', () => {
  it('is searched from within, and only there', async () => {
    const word = `salak${newId().slice(-6)}`;
    const agent = await home.agent('Bot');
    const room_id = Object(await agent.request('create_room', { name: newId(), ephemeral: true })).payload.room_id as string;
    await agent.request('join_room', { room_id });
    for (const content of [`${word} 1`, `${word} 2`, 'other']) await agent.request('send_message', { room_id, content });
    const within = (await agent.request('search', { query: word, room_id, limit: 1 })).payload as unknown as Found;
    expect([contents(within), within.next_cursor !== null]).toEqual([[`${word} 2`], true]);
    const second = (await agent.request('search', { query: word, room_id, cursor: within.next_cursor })).payload as unknown as Found;
    expect([contents(second), second.next_cursor]).toEqual([[`${word} 1`], null]);
    expect(contents((await agent.request('search', { query: word })).payload as unknown as Found)).toEqual([]);
  });
});

describe('The index', () => {
  it('is made again when it is gone, damaged, or of a home with another past', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-search-'));
    const index = path.join(dataDir, 'search.db');
    const again = async (): Promise<string[]> => {
      const other = await startTestHome({ dataDir });
      const found = await other.owner.get('/api/search?query=durian');
      await other.close();
      expect(other.logged).toEqual([]);
      return contents(found.json() as Found);
    };
    const first = await startTestHome({ dataDir });
    await first.owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content: 'durian' });
    await first.close();
    expect(await again()).toEqual(['durian']);
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${index}${suffix}`, { force: true });
    expect(await again()).toEqual(['durian']);
    writeFileSync(index, 'no database '.repeat(1_000));
    expect(await again()).toEqual(['durian']);
    const db = new Database(path.join(dataDir, 'lanai.db'));
    db.prepare("UPDATE messages SET id = 'another', content = 'durian of old' WHERE content = 'durian'").run();
    db.close();
    expect(await again()).toEqual(['durian of old']);
    rmSync(dataDir, { recursive: true });
  });

  it('that cannot be written stops no message, and says that search does not work', async () => {
    const other = await startTestHome({ searchProgram: new URL("data:text/javascript,throw new Error('Broken')") });
    expect((await other.owner.get('/api/search?query=fig')).field('code')).toBe('internal_error');
    expect((await other.owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content: 'fig' })).status).toBe(201);
    await other.close();
    expect(other.logged.join()).toContain('Search does not work');
  });
});
