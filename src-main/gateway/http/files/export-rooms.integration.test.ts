// Exports over HTTP: who may have which, and downloads that are cut.
import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_RECORDS } from '../../../../src-shared/export-format.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Browser } from '../../testing/browser.ts';
import { SECRETS, tellStory, type ExportStory } from '../../testing/export-story.ts';
import { createFileSender } from '../../testing/file-sender.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { unzipped } from '../../testing/zip.ts';

const home = homeForAll();
let story: ExportStory;
let admin: Browser;
let guest: Browser;
beforeAll(async () => {
  story = await tellStory(home);
  admin = await home.guest('Admin', { role: 'admin', room_ids: null });
  guest = await home.guest('Guest', { room_ids: [LOBBY_ID] });
});

interface Got {
  status: number;
  headers: Record<string, unknown>;
  body: Buffer;
}

/** The bytes as they come. */
function got(by: Browser, path: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asking = request(`${home.url}${path}`, { headers: by.headersFor('GET', path) }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece)).once('error', reject);
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(pieces) }));
    });
    asking.once('error', reject).end();
  });
}

const at = (query: string): string => `/api/exports/file?${query}`;
async function recordsOf(by: Browser, query: string): Promise<string> {
  const { status, headers, body } = await got(by, at(query));
  expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'application/zip' });
  return String(unzipped(body).get(EXPORT_RECORDS));
}
const refusal = async (by: Browser, query: string): Promise<string> => (await by.get(at(query))).field('code');

describe('An export over HTTP', () => {
  it('of the home holds the rooms that the exporter can read', async () => {
    const owners = await recordsOf(home.owner, 'scope=home');
    expect(owners).toContain('in the garden');
    expect(owners).not.toContain(SECRETS.foreign);
    expect(owners).not.toContain(`"${story.rooms.sealed}"`);
    expect(await recordsOf(admin, 'scope=home')).toContain('in the garden');
    const preview = (await home.owner.get('/api/exports?scope=home')).json();
    expect(preview).toMatchObject({ encrypted_rooms: 1, passing_rooms: 1 });
  });

  it('of rooms is for the owner and the admins only', async () => {
    for (const by of [story.ben, guest])
      for (const query of ['scope=home', `scope=room&room_id=${LOBBY_ID}`, `scope=home&format=slack`])
        expect(await refusal(by, query)).toBe('access_denied');
    expect((await story.ben.get('/api/exports?scope=home')).field('code')).toBe('access_denied');
    expect(await home.browser().get(at('scope=home'))).toMatchObject({ status: 401 });
    const { secret } = (await home.owner.post('/api/keys', { label: 'reader', rights: ['read'] })).json() as { secret: string };
    const reader = createFileSender(home).withKey(secret);
    expect((await reader.send(at('scope=home'))).field('code')).toBe('access_denied');
    expect((await reader.send(at('scope=own'))).status).toBe(200);
  });

  it('of a room is of a room that can be read and that the home keeps', async () => {
    expect(await recordsOf(home.owner, `scope=room&room_id=${story.rooms.garden}`)).not.toContain('"lobby"');
    expect(await refusal(home.owner, `scope=room&room_id=${story.rooms.foreign}`)).toBe('room_not_found');
    expect(await refusal(home.owner, 'scope=room&room_id=nowhere')).toBe('room_not_found');
    expect(await refusal(home.owner, 'scope=room')).toBe('room_not_found');
    expect(await refusal(home.owner, `scope=room&room_id=${story.rooms.sealed}`)).toBe('access_denied');
    expect(await refusal(home.owner, `scope=room&room_id=${story.rooms.passing}`)).toBe('access_denied');
  });

  it('of own messages is for everyone, and has none of others', async () => {
    const bens = await recordsOf(story.ben, 'scope=own');
    expect(bens).toContain(SECRETS.foreign);
    expect(bens).not.toContain('alert(1)');
    expect(await recordsOf(guest, 'scope=own')).toMatch(/"rooms":0,/);
    expect(await refusal(story.ben, 'scope=own&format=slack')).toBe('invalid_payload');
    expect(await refusal(story.ben, 'scope=all')).toBe('invalid_payload');
  });

  it('is in the audit log, and says what it is in its name', async () => {
    const { headers } = await got(home.owner, at(`scope=room&room_id=${story.rooms.garden}&format=markdown`));
    expect(headers['content-disposition']).toMatch(/^attachment; filename="lanai-garden-i-markdown-\d{4}-\d\d-\d\d\.zip"$/);
    const { entries } = (await home.owner.get('/api/audit?limit=1')).json() as { entries: object[] };
    expect(entries[0]).toMatchObject({
      kind: 'export_rooms',
      about: { id: story.rooms.garden },
      facts: { scope: 'room', format: 'markdown' },
    });
  });

  it('ends when the download is cut, and another can begin', async () => {
    for (let times = 0; times < 6; times += 1)
      await new Promise<void>((resolve) => {
        const path = at('scope=home');
        const asking = request(`${home.url}${path}`, { headers: home.owner.headersFor('GET', path) }, (answer) => {
          answer.on('error', () => undefined).once('close', resolve);
          answer.destroy();
        });
        asking.on('error', () => undefined).end();
      });
    await expect.poll(async () => (await got(home.owner, at('scope=home'))).status).toBe(200);
  });
});
