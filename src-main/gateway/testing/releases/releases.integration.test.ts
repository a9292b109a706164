// A home of each released version still opens, and all of it is there. `make.ts` keeps the data folder of one more version.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { startTestHome, type TestHome } from '../home.ts';
import { ask } from '../http-client.ts';
import { FILE_TEXT, fillHome, SEALED, type Facts } from './lived-in.ts';
import { WATCH } from '../watch-payload.ts';

const holding = (fields: object): unknown => expect.objectContaining(fields);

const VERSIONS = readdirSync(import.meta.dirname).flatMap((name) => /^(.+)\.tar\.gz$/.exec(name)?.[1] ?? []);

interface Kept {
  dataDir: string;
  facts: Facts;
}

/** The data folder of a released version, as it was left. */
function keptBy(version: string, folder: string): Kept {
  execFileSync('tar', ['--extract', '--gzip', '--file', path.join(import.meta.dirname, `${version}.tar.gz`), '--directory', folder]);
  const facts = JSON.parse(readFileSync(path.join(folder, 'facts.json'), 'utf8')) as Facts;
  return { dataDir: path.join(folder, 'data'), facts };
}

/** One that this program makes: the assertions hold for a home that no migration has changed. */
async function madeNow(folder: string): Promise<Kept> {
  const dataDir = path.join(folder, 'data');
  mkdirSync(dataDir, { mode: 0o700 });
  const home = await startTestHome({ dataDir });
  const facts = await fillHome(home);
  await home.close();
  return { dataDir, facts };
}

it('There is a data folder of a released version', () => {
  expect(VERSIONS).toContain('0.1.0');
});

describe.each(['this program', ...VERSIONS])('A home made by %s', (version) => {
  let folder: string;
  let home: TestHome;
  let facts: Facts;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'lanai-release-'));
    const kept = version === 'this program' ? await madeNow(folder) : keptBy(version, folder);
    ({ facts } = kept);
    home = await startTestHome({ dataDir: kept.dataDir });
  });
  afterAll(async () => {
    await home.close();
    rmSync(folder, { recursive: true });
    expect(home.logged).toEqual([]);
  });

  const read = async (address: string): Promise<unknown> => {
    const answer = await home.owner.get(address);
    expect(answer.status, address).toBe(200);
    return answer.json();
  };

  it('has its rooms', async () => {
    const rooms = [
      { name: 'Harbour', id: facts.room_id, description: 'Boats', visibility: 'public' },
      { name: 'Vault', id: facts.sealed_id, encrypted: true, visibility: 'private' },
      { name: 'Pier', parent_id: facts.room_id },
      { id: facts.direct_id, direct: true },
      { id: LOBBY_ID },
    ];
    expect(await read('/api/rooms')).toMatchObject({
      rooms: expect.arrayContaining(rooms.map((room) => holding({ room: holding(room) }))),
    });
    expect(await read(`/api/rooms/${facts.room_id}`)).toMatchObject({ room: { member_ids: expect.arrayContaining([facts.guest_id]) } });
  });

  it('has its messages with replies, edits, reactions and metadata, and none of the text of a deleted one', async () => {
    const history = `/api/rooms/${facts.room_id}/messages`;
    const answer = await home.owner.get(history);
    expect(answer.text).not.toContain('A mistake');
    const first = { id: facts.message_id, content: 'High tide at nine, @Gus', mentions: [facts.guest_id], metadata: { source: 'table' } };
    const reaction = { emoji: '⛵', participant_ids: [facts.guest_id] };
    expect(answer.json()).toMatchObject({
      messages: expect.arrayContaining([
        holding({ ...first, reactions: [reaction] }),
        holding({ content: 'Thank you', reply_to: facts.message_id, edited_at: expect.any(Number) }),
        holding({ deleted_at: expect.any(Number) }),
      ]),
    });
    expect(await read(`/api/rooms/${facts.direct_id}/messages`)).toMatchObject({ messages: [{ content: 'Between us' }] });
    expect(await read(`/api/rooms/${facts.sealed_id}/messages`)).toMatchObject({ messages: [{ content: SEALED }] });
  });

  it('has the bytes of its files', async () => {
    const listed = { message_id: facts.file_message_id, file: { id: facts.file_id, name: 'tides.txt' } };
    expect(await read(`/api/rooms/${facts.room_id}/files`)).toMatchObject({ files: [listed] });
    expect(await home.owner.get(`/api/files/${facts.file_id}`)).toMatchObject({ status: 200, text: FILE_TEXT });
  });

  it('finds its messages', async () => {
    await expect.poll(async () => (await home.owner.get('/api/search?query=tide')).text).toContain(facts.message_id);
  });

  it('has its open and closed votes and its tasks', async () => {
    expect(await read(`/api/votes/${facts.vote_id}`)).toMatchObject({ title: 'Sail?', closed_at: null, tally: null });
    expect(await read(`/api/votes/${facts.closed_vote_id}`)).toMatchObject({
      title: 'Paint?',
      closed_at: expect.any(Number),
      tally: [0, 2],
    });
    const task = { id: facts.task_id, title: 'Scrub the deck', status: 'in_progress', assignee_id: facts.guest_id, note: 'half' };
    expect(await read(`/api/rooms/${facts.room_id}/tasks`)).toMatchObject({ tasks: [task] });
  });

  it('has its webhooks, retention and limits', async () => {
    expect(await read('/api/webhooks')).toMatchObject({ subscriptions: [{ id: facts.subscription_id }] });
    expect(await read('/api/limits')).toMatchObject({ agents_per_key: 50 });
    const watching = await home.socketOf(home.owner);
    expect((await watching.request('watch', WATCH)).payload).toMatchObject({ snapshot: { home: { name: 'Lighthouse', keep_days: 365 } } });
  });

  it('lets in its keys, its invite and its person, and no one else', async () => {
    const asBot = (secret: string, name: string) =>
      ask(`${home.url}/api/rooms`, { headers: { authorization: `Bearer ${secret}`, 'lanai-agent': name } });
    expect(home.key).toBe(facts.home_key);
    expect((await asBot(facts.home_key, 'pilot')).status).toBe(200);
    expect((await asBot(facts.key_secret, 'bot')).status).toBe(200);
    expect((await asBot(`${facts.key_secret}x`, 'bot')).status).toBe(401);
    const eve = home.browser();
    await eve.redeem(facts.invite_code, 'Eve');
    expect((await eve.get('/api/rooms')).text).toContain(facts.room_id);
    const back = await home.owner.post(`/api/people/${facts.guest_id}/reinvite`);
    const gus = home.browser();
    await gus.redeem(back.field('code'), 'Gus');
    expect((await gus.get('/api/session')).json()).toMatchObject({
      me: { id: facts.guest_id, status: { text: 'Out for lunch' }, color: 'plum' },
    });
  });
});
