// "Deleted for good" is true of the bytes on the disk too.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { createFileSender } from '../testing/file-sender.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const COUNT = 40;

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'lanai-deleted-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const word = (index: number): string => `${index}zqxdeletedmarker`;

/** The files of the folder that contain it. The index leaves out the start of a word, and has the rest. */
function placesOf(text: string, place = folder): string[] {
  return readdirSync(place).flatMap((name) => {
    const file = path.join(place, name);
    if (statSync(file).isDirectory()) return placesOf(text, file);
    return readFileSync(file).includes(text) ? [name] : [];
  });
}

async function fill(home: TestHome): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < COUNT; index += 1) {
    const content = `${word(index)} ${'pad '.repeat(200)}`;
    ids.push((await home.owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content })).field('id'));
  }
  return ids;
}

const found = async (home: TestHome): Promise<string> => (await home.owner.get(`/api/search?query=${word(3)}`)).text;

describe('Deleted content', () => {
  it('is in no file of the home once it has closed', async () => {
    const home = await startTestHome({ dataDir: folder });
    const ids = await fill(home);
    await expect.poll(() => found(home)).toContain(ids[3]);
    expect(placesOf('zqxdeletedmarker')).not.toEqual([]);
    for (const id of ids) await home.owner.delete(`/api/rooms/${LOBBY_ID}/messages/${id}`);
    const sender = createFileSender(home);
    const file = await sender.upload(Buffer.from('zqxfilemarker'), { name: 'f.txt' });
    const sent = await sender.post([file]);
    await home.owner.delete(`/api/rooms/${LOBBY_ID}/messages/${sent.id}`);
    const edited = (await home.owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content: 'zqxeditedmarker' })).field('id');
    await home.owner.patch(`/api/rooms/${LOBBY_ID}/messages/${edited}`, { content: 'another' });
    await home.owner.delete(`/api/rooms/${LOBBY_ID}/messages/${edited}`);
    await home.close();
    for (const text of ['zqxdeletedmarker', 'zqxfilemarker', 'zqxeditedmarker']) expect([text, placesOf(text)]).toEqual([text, []]);
    const again = await startTestHome({ dataDir: folder });
    await again.close();
    expect(placesOf('zqxdeletedmarker')).toEqual([]);
  });

  it('for its age is in no file once that is done, while the home continues', async () => {
    let now = Date.now();
    const home = await startTestHome({ dataDir: folder, now: () => now });
    const ids = await fill(home);
    await expect.poll(() => found(home)).toContain(ids[3]);
    now += 10 * DAY_MS;
    expect((await home.owner.put('/api/retention', { days: 7 })).status).toBe(200);
    await expect.poll(() => placesOf('zqxdeletedmarker'), { timeout: 10_000 }).toEqual([]);
    await home.close();
  });
});
