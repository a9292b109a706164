// The profiles of people, as they are set, seen and refused in a running home.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Person } from '../../../../src-shared/objects.ts';
import { OWN_PICTURE_PATH, picturePath } from '../../../../src-shared/profile.ts';
import type { Browser } from '../../testing/browser.ts';
import type { Answer } from '../../testing/http-client.ts';
import { PNG, squarePng } from '../../testing/pictures.ts';
import { homeForAll } from '../../testing/shared-home.ts';

const home = homeForAll();
let sarah: Browser;

beforeAll(async () => {
  sarah = await home.guest('Sarah', { room_ids: [LOBBY_ID] });
});

const put = (body: Buffer | string, by = sarah): Promise<Answer> => by.send(OWN_PICTURE_PATH, { method: 'PUT', body });
const set = (change: unknown, by = sarah): Promise<Answer> => by.patch('/api/profile', change);
const me = async (by = sarah): Promise<Person> => {
  const session = (await by.get('/api/session')).json() as { me: Person };
  return session.me;
};
const pictureAt = (person: Person): string => picturePath({ id: person.id, picture: person.picture ?? '' });
const blobOf = (sha256: string): string => path.join(home.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2));

describe('A picture of oneself', () => {
  it('is seen by the others as it was sent, kept for long and able to do nothing', async () => {
    const picture = squarePng(256);
    const answer = await put(picture);
    expect(answer.status).toBe(200);
    const seen = await home.owner.get(pictureAt(await me()));
    expect(seen.bytes.equals(picture)).toBe(true);
    expect(seen.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringMatching(/immutable/),
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
    });
  });

  it('is not there for strangers, under another hash, nor for those who share no room', async () => {
    const person = await me();
    expect((await home.browser().get(pictureAt(person))).status).toBe(401);
    expect((await home.owner.get(picturePath({ id: person.id, picture: 'a'.repeat(64) }))).status).toBe(404);
    expect((await home.owner.get(picturePath({ id: person.id, picture: '..%2f..%2fagent.key' }))).status).toBe(404);
    const room = (await home.owner.post('/api/rooms', { name: 'elsewhere' })).field('id');
    const eve = await home.guest('Eve', { room_ids: [room] });
    expect((await eve.get(pictureAt(person))).status).toBe(404);
  });

  it('leaves the disk when another takes its place, when it is taken away, and not while another person has the same', async () => {
    await put(squarePng(16, [1, 2, 3]));
    const { picture: first } = await me();
    await put(squarePng(16, [1, 2, 3]), home.owner);
    await put(squarePng(16, [4, 5, 6]));
    const { picture: second } = await me();
    await set({ picture: null });
    await expect.poll(() => existsSync(blobOf(second ?? ''))).toBe(false);
    expect(existsSync(blobOf(first ?? ''))).toBe(true);
    expect((await home.owner.get(pictureAt(await me(home.owner)))).status).toBe(200);
    await set({ picture: null }, home.owner);
    await expect.poll(() => existsSync(blobOf(first ?? ''))).toBe(false);
  });

  it('that is a PNG with a page behind it stays a PNG', async () => {
    const polyglot = Buffer.concat([squarePng(32), Buffer.from('<html><script>alert(1)</script></html>')]);
    expect((await put(polyglot)).status).toBe(200);
    const seen = await home.owner.get(pictureAt(await me()));
    expect(seen.headers['content-type']).toBe('image/png');
    expect(seen.headers['content-security-policy']).toMatch(/^sandbox;/);
  });

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 415],
    ['a page', '<!doctype html><script>alert(1)</script>', 415],
    ['a page that begins as a GIF', 'GIF89a/*<script>alert(1)</script>', 415],
    ['nothing', '', 415],
    ['the head of a PNG', squarePng(8).subarray(0, 8), 415],
    ['not square', PNG, 400],
    ['too wide', squarePng(257), 400],
    ['10 MB', Buffer.concat([squarePng(8), Buffer.alloc(10 * 1024 * 1024)]), 413],
  ])('is refused when it is %s', async (_what, body, status) => {
    const { picture } = await me();
    expect((await put(body)).status).toBe(status);
    expect((await me()).picture).toBe(picture);
  });

  it('is not for agents', async () => {
    const headers = {
      authorization: `Bearer ${(await home.owner.post('/api/keys', { label: 'All', rights: ['admin'] })).field('secret')}`,
    };
    const answer = await home.browser().send(OWN_PICTURE_PATH, { method: 'PUT', body: squarePng(8), headers });
    expect([answer.status, answer.field('code')]).toEqual([403, 'access_denied']);
  });
});

describe('What one says of oneself', () => {
  it('is there for the others, and what is left out stays', async () => {
    await set({ color: 'plum', time_zone: 'Pacific/Honolulu', status: { text: 'Out for lunch', emoji: '🍜', until: 4_000_000_000_000 } });
    await set({ name: 'Sarah M.' });
    const people = (await home.owner.get('/api/people')).json() as { people: Person[] };
    expect(people.people.find(({ name }) => name === 'Sarah M.')).toMatchObject({
      color: 'plum',
      time_zone: 'Pacific/Honolulu',
      status: { text: 'Out for lunch', emoji: '🍜', until: 4_000_000_000_000 },
    });
    await set({ color: null, status: null });
    expect(await me()).toMatchObject({ color: null, status: null, time_zone: 'Pacific/Honolulu', name: 'Sarah M.' });
  });

  it.each([
    ['a line break', { status: { text: 'a\nb' } }],
    ['a control character', { status: { text: 'a\u0007b' } }],
    ['a mark that turns the direction', { status: { text: 'a\u202Eb' } }],
    ['81 characters', { status: { text: 'x'.repeat(81) } }],
    ['nothing at all', { status: { text: '   ' } }],
    ['words as an emoji', { status: { text: 'a', emoji: 'hello' } }],
    ['markup as an emoji', { status: { text: 'a', emoji: '<b>' } }],
    ['a made-up time zone', { time_zone: 'Mars/Olympus' }],
    ['a path as a time zone', { time_zone: '../../etc/passwd' }],
    ['a colour of its own', { color: '#ff0000' }],
    ['10,000 characters as a name', { name: 'x'.repeat(10_000) }],
    ['a hash as a picture', { picture: 'a'.repeat(64) }],
  ])('is refused with %s', async (_what, change) => {
    const before = await me();
    expect((await set(change)).field('code')).toBe('invalid_payload');
    expect(await me()).toEqual(before);
  });

  it('is oneself’s: a guest changes no one else, and who runs the home can only take away', async () => {
    const owner = await me(home.owner);
    const { id } = await me();
    expect((await set({ name: 'Mallory', participant_id: owner.id })).field('id')).toBe(id);
    expect((await me(home.owner)).name).toBe(owner.name);
    expect((await sarah.delete(`/api/people/${owner.id}/profile`)).status).toBe(403);
    await set({ status: { text: 'rude' } });
    await put(squarePng(8));
    expect((await home.owner.delete(`/api/people/${id}/profile`)).status).toBe(200);
    expect(await me()).toMatchObject({ status: null, picture: null, name: 'Mallory' });
    const boss = await home.guest('Boss', { role: 'admin', room_ids: null });
    expect((await boss.delete(`/api/people/${owner.id}/profile`)).status).toBe(403);
  });
});
