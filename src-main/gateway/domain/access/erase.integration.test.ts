// A person who asked to be deleted: nothing that they wrote is left where the home can be asked for it.
import Database from 'better-sqlite3';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Browser } from '../../testing/browser.ts';
import { createFileSender } from '../../testing/file-sender.ts';
import type { Answer } from '../../testing/http-client.ts';
import { squarePng } from '../../testing/pictures.ts';
import { homeForAll } from '../../testing/shared-home.ts';

const home = homeForAll();
const AT = `/api/rooms/${LOBBY_ID}`;
const WORDS = 'zanzibar';
let ben: Browser;
let benId = '';

function good(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`Refused with ${answer.status}: ${answer.text}`);
  return answer;
}
const say = async (by: Browser, body: object, at = AT): Promise<string> => good(await by.post(`${at}/messages`, body)).field('id');
const found = async (): Promise<number> =>
  (good(await home.owner.get(`/api/search?query=${WORDS}`)).json() as { results: unknown[] }).results.length;
const erase = (by: Browser, id: string): Promise<Answer> => by.post(`/api/people/${id}/erasure`);

describe('The deletion of a person', () => {
  let file = '';
  let kept = '';
  beforeAll(async () => {
    ben = await home.guest('Ben Zanzibar', { role: 'member', room_ids: null });
    benId = good(await ben.get('/api/session')).field('me.id');
    const files = createFileSender(home);
    const first = await say(ben, { content: `${WORDS} one` });
    good(await ben.patch(`${AT}/messages/${first}`, { content: `${WORDS} edited` }));
    kept = await say(home.owner, { content: 'an answer', reply_to: first });
    good(await home.owner.post(`${AT}/forwarded`, { from_room_id: LOBBY_ID, message_id: first, comment: '' }));
    const uploaded = await files.upload(`${WORDS} file`, { name: `${WORDS}.txt`, by: ben });
    file = files.blobOf(uploaded);
    await files.post([uploaded], { by: ben });
    good(await ben.post(`${AT}/votes`, { title: `${WORDS}?`, options: ['a', 'b'] }));
    good(await ben.post(`${AT}/tasks`, { title: `${WORDS} task`, description: WORDS }));
    const direct = good(
      await ben.post('/api/directs', { participant_id: good(await home.owner.get('/api/session')).field('me.id') }),
    ).field('id');
    await say(ben, { content: `${WORDS} in private` }, `/api/rooms/${direct}`);
    const hidden = good(await ben.post('/api/rooms', { name: 'hidden', public: false })).field('id');
    await say(ben, { content: `${WORDS} in a room that the owner cannot see` }, `/api/rooms/${hidden}`);
    good(await ben.post(`${AT}/scheduled`, { content: `${WORDS} later`, send_at: Date.now() + 3_600_000 }));
    good(await ben.send('/api/profile/picture', { method: 'PUT', body: squarePng(64) }));
    good(await home.owner.put(`/api/people/${benId}/note`, { content: `${WORDS} note`, expected_version: 0 }));
  });

  it('is for the owner only, and never of the owner', async () => {
    await expect.poll(found).toBeGreaterThan(3);
    const admin = await home.guest('Admin', { role: 'admin', room_ids: null });
    for (const by of [admin, ben]) expect((await erase(by, benId)).field('code')).toBe('access_denied');
    const key = createFileSender(home).withKey(home.key, 'script');
    expect((await key.send(`/api/people/${benId}/erasure`, { method: 'POST' })).field('code')).toBe('access_denied');
    const ownerId = good(await home.owner.get('/api/session')).field('me.id');
    expect((await erase(home.owner, ownerId)).field('code')).toBe('access_denied');
    expect((await erase(home.owner, 'porter')).field('code')).toBe('person_not_found');
    expect((await erase(home.owner, 'nowhere')).field('code')).toBe('person_not_found');
  });

  it('takes away what the person wrote, wherever it is, and leaves what others wrote', async () => {
    const answer = good(await erase(home.owner, benId)).json();
    expect(answer).toMatchObject({ person: { id: benId, name: 'Deleted person', picture: null }, messages: 6 });
    expect((await ben.get('/api/session')).status).toBe(401);
    await expect.poll(found).toBe(0);
    await expect.poll(() => existsSync(file)).toBe(false);
    const db = new Database(path.join(home.dataDir, 'lanai.db'), { readonly: true });
    try {
      const tables = db
        .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .pluck()
        .all();
      const holding = tables.filter((name) =>
        db
          .prepare(`SELECT * FROM ${name}`)
          .all()
          .some((row) => JSON.stringify(row).toLowerCase().includes(WORDS)),
      );
      // The entries of the log, and the invite by which the person came: docs/user-guide.md says so.
      expect(holding.sort((a, b) => a.localeCompare(b))).toEqual(['audit', 'invites']);
    } finally {
      db.close();
    }
    const history = good(await home.owner.get(`${AT}/messages?limit=100`)).text;
    expect(history).toContain('an answer');
    expect(history).not.toContain(WORDS);
    expect(
      (good(await home.owner.get(`${AT}/messages?limit=100`)).json() as { messages: { id: string }[] }).messages.some(
        ({ id }) => id === kept,
      ),
    ).toBe(true);
  });

  it('leaves nothing in the files of the database, and says in the audit log who did it', async () => {
    const { entries } = good(await home.owner.get('/api/audit?limit=1')).json() as { entries: { kind: string }[] };
    expect(entries[0]?.kind).toBe('erase_person');
    await expect.poll(() => readFileSync(path.join(home.dataDir, 'lanai.db')).includes(`${WORDS} in private`)).toBe(false);
  });

  it('done twice is done once', async () => {
    expect(good(await erase(home.owner, benId)).json()).toMatchObject({ person: { name: 'Deleted person' }, messages: 0 });
  });
});
