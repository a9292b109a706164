// The name of the app on a phone's home screen.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Browser } from '../testing/browser.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { MANIFEST_PATH } from './manifest-route.ts';

const BUILT = { name: 'Lanai', short_name: 'Lanai', start_url: '/', icons: [] };
let folder: string;
let home: TestHome;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-app-'));
  mkdirSync(path.join(folder, 'app'));
  writeFileSync(path.join(folder, 'app', 'index.html'), '<!doctype html>');
  writeFileSync(path.join(folder, 'app', MANIFEST_PATH), JSON.stringify(BUILT));
  home = await startTestHome({ appFolder: path.join(folder, 'app') });
});
afterAll(async () => {
  await home.close();
  rmSync(folder, { recursive: true });
});

const manifestFor = async (by: Browser): Promise<unknown> => (await by.get(MANIFEST_PATH)).json();

it('is the home’s own name, for guests too, and the new one once it has another', async () => {
  const guest = await home.guest('Gus', { room_ids: [LOBBY_ID] });
  await home.owner.patch('/api/home', { name: 'Hale Nani' });
  for (const each of [home.owner, guest]) expect(await manifestFor(each)).toEqual({ ...BUILT, name: 'Hale Nani', short_name: 'Hale Nani' });
  const answer = await home.owner.get(MANIFEST_PATH);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/manifest+json',
    'cache-control': 'private, no-cache',
    vary: 'cookie',
  });
});

it('is not shown to those who are not let in', async () => {
  expect(await manifestFor(home.browser())).toEqual(BUILT);
});

it('is not there when the app was not built', async () => {
  const bare = await startTestHome();
  expect((await bare.owner.get(MANIFEST_PATH)).status).toBe(404);
  await bare.close();
});
