// Link previews of a running home: who removes them, who allows them, how many there are, and that a restart keeps them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import { filePath } from '../../../../src-shared/files.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Home, Message } from '../../../../src-shared/objects.ts';
import type { Browser } from '../../testing/browser.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import { squarePng } from '../../testing/pictures.ts';
import { bytes, startSite, type Site } from '../../testing/site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const MESSAGES = `/api/rooms/${LOBBY_ID}/messages`;

async function started(options: Parameters<typeof startTestHome>[0] = {}): Promise<TestHome> {
  const home = await startTestHome({ previewAddresses: 'any', ...options });
  await change(home.owner, { link_previews: true });
  return home;
}

async function closed(home: TestHome): Promise<void> {
  await home.close();
  expect(home.logged).toEqual([]);
}

const change = (who: Browser, body: object) => who.patch('/api/home', body);
const say = async (who: Browser, content: string): Promise<Message> => (await who.post(MESSAGES, { content })).json() as Message;
const remove = (who: Browser, message: Message, url: string) => who.delete(`${MESSAGES}/${message.id}/previews/${encodeURIComponent(url)}`);
const messages = async (who: Browser): Promise<Message[]> =>
  ((await who.get(`${MESSAGES}?limit=100`)).json() as Reply<'get_history'>).messages;
const previewsOf = async (who: Browser, { id }: Message) => (await messages(who)).find((each) => each.id === id)?.previews ?? [];
const urlsOf = async (who: Browser, message: Message): Promise<string[]> => (await previewsOf(who, message)).map(({ url }) => url);

/** Waits for so many. */
async function made(who: Browser, message: Message, count: number) {
  await expect.poll(async () => (await previewsOf(who, message)).length).toBe(count);
  return previewsOf(who, message);
}

describe('A preview', () => {
  let home: TestHome;
  beforeAll(async () => {
    home = await started();
  });
  afterAll(() => closed(home));

  it('is removed by the author and by admins, and stays removed', async () => {
    const { owner } = home;
    const [mia, leo] = [
      await home.guest('Mia', { role: 'member', room_ids: null }),
      await home.guest('Leo', { role: 'member', room_ids: null }),
    ];
    const [first, second] = [site.article(), site.article()];
    const message = await say(mia, `${first} ${second}`);
    await made(owner, message, 2);
    expect((await remove(leo, message, first)).status).toBe(403);
    expect((await remove(mia, message, first)).status).toBe(200);
    expect(await urlsOf(owner, message)).toEqual([second]);
    expect((await remove(mia, message, first)).status).toBe(200);
    expect((await remove(mia, message, 'x'.repeat(3_000))).status).toBe(400);
    await mia.patch(`${MESSAGES}/${message.id}`, { content: `${first} ${second} !` });
    await made(owner, await say(owner, site.article()), 1);
    expect(await urlsOf(owner, message)).toEqual([second]);
    expect((await remove(owner, message, second)).status).toBe(200);
    expect(await urlsOf(owner, message)).toEqual([]);
  });

  it('is removed with its image, which no longer counts as stored', async () => {
    const { owner } = home;
    const stored = async (): Promise<unknown> => Object((await owner.get('/api/storage')).json()).used_by;
    site.pages.set('/stored.png', bytes(squarePng(56)));
    const message = await say(owner, site.article({ image: '/stored.png' }));
    const [preview] = await made(owner, message, 1);
    const image = preview?.image ?? expect.fail('no image');
    const before = JSON.stringify(await stored());
    expect((await remove(owner, message, preview?.url ?? '')).status).toBe(200);
    expect((await owner.get(filePath(image))).status).toBe(404);
    expect(JSON.stringify(await stored())).not.toBe(before);
  });
});

describe('The setting', () => {
  it('is off at first, and only the owner turns it on', async () => {
    const fresh = await startTestHome();
    const admin = await fresh.guest('Ann', { role: 'admin', room_ids: null });
    expect((await change(fresh.owner, {})).json() as Home).toMatchObject({ link_previews: false });
    expect((await change(admin, { link_previews: true })).status).toBe(403);
    expect((await change(admin, { name: 'Hale' })).json() as Home).toMatchObject({ name: 'Hale', link_previews: false });
    expect((await change(fresh.owner, { link_previews: 'yes' })).status).toBe(400);
    expect((await change(fresh.owner, { link_previews: true })).json() as Home).toMatchObject({ link_previews: true });
    await closed(fresh);
  });

  it('lets the server read no page of this computer', async () => {
    const fresh = await startTestHome();
    await change(fresh.owner, { link_previews: true });
    const before = site.requests.length;
    await say(fresh.owner, `${site.url}/ http://localhost:${site.port}/`);
    await closed(fresh);
    expect(site.requests).toHaveLength(before);
  });
});

describe('Too many links', () => {
  it('of one author are not read', async () => {
    const busy = await started();
    const before = site.requests.length;
    for (let count = 0; count < 30; count += 1) await say(busy.owner, site.article());
    await expect.poll(() => site.requests.length - before).toBeGreaterThanOrEqual(20);
    await closed(busy);
    expect(site.requests.length - before).toBeLessThanOrEqual(21);
  });

  it('of one host are not read for any author', async () => {
    const busy = await started();
    const authors = [busy.owner];
    for (const name of ['Mia', 'Leo', 'Ann']) authors.push(await busy.guest(name, { role: 'member', room_ids: null }));
    const before = site.requests.length;
    for (let count = 0; count < 60; count += 1) await say(authors[count % authors.length] ?? busy.owner, site.article());
    await expect.poll(() => site.requests.length - before).toBeGreaterThanOrEqual(30);
    await closed(busy);
    expect(site.requests.length - before).toBeLessThanOrEqual(32);
  });
});

describe('A restart', () => {
  it('keeps the previews and their images', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-previews-'));
    let home = await started({ dataDir });
    site.pages.set('/lasting.png', bytes(squarePng(40)));
    const message = await say(home.owner, site.article({ image: '/lasting.png' }));
    const before = await made(home.owner, message, 1);
    await closed(home);
    home = await started({ dataDir });
    expect(await previewsOf(home.owner, message)).toEqual(before);
    const image = before[0]?.image ?? expect.fail('no image');
    expect((await home.owner.get(filePath(image))).bytes.equals(squarePng(40))).toBe(true);
    await closed(home);
    rmSync(dataDir, { recursive: true, force: true });
  });
});
