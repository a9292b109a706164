// A home whose folder goes away under it: what the system would still take for a deleted file is never said to be saved.
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestHome, type TestHome } from '../testing/home.ts';
import type { WireClient } from '../testing/wire-client.ts';

const AWAY = {
  type: 'error',
  payload: {
    code: 'internal_error',
    message: "The home's folder was moved or deleted: nothing was saved. Put it back where it was, or start Lanai again.",
  },
};

let parent: string;
let home: TestHome;
let ada: WireClient;
beforeEach(async () => {
  parent = mkdtempSync(path.join(tmpdir(), 'lanai-moved-'));
  home = await startTestHome({ dataDir: path.join(parent, 'home') });
  ada = await home.agent('Ada');
  await ada.request('join_room', { room_id: 'lobby' });
});
afterEach(async () => {
  await home.close();
  rmSync(parent, { recursive: true, force: true });
});

const send = (content: string) => ada.request('send_message', { room_id: 'lobby', content });
async function written(): Promise<unknown> {
  const { payload } = await ada.request('get_history', { room_id: 'lobby' });
  return payload;
}

describe('The folder of a home that runs', () => {
  it('is moved: nothing is saved and all is read, until it is back', async () => {
    await send('before');
    renameSync(home.dataDir, path.join(parent, 'elsewhere'));
    expect(await send('away')).toMatchObject(AWAY);
    expect(await written()).toMatchObject({ messages: [{ content: 'before' }] });
    await home.owner.post('/api/backups');
    await expect.poll(async () => (await home.owner.get('/api/backups')).json()).toMatchObject({ work: null, backups: [] });
    expect(existsSync(home.dataDir)).toBe(false);
    renameSync(path.join(parent, 'elsewhere'), home.dataDir);
    expect(await send('after')).toMatchObject({ type: 'ok', payload: { seq: 2 } });
  });

  it('is deleted: nothing is said to be saved, and the home ends in order', async () => {
    await send('before');
    rmSync(home.dataDir, { recursive: true });
    expect(await send('away')).toMatchObject(AWAY);
    await home.close();
    await expect(ada.closed).resolves.toBeDefined();
    expect(ada.received).toContainEqual(expect.objectContaining({ type: 'closing' }));
  });
});
