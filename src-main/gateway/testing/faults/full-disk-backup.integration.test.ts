// A disk that is full while a backup is made, or one is restored: both say so, leave nothing unfinished, and the home is as it was.
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { Backups } from '../../../../src-shared/maintenance.ts';
import { createBrowser, type Browser } from '../browser.ts';
import { canMount, mounted } from '../mounts.ts';
import { startGatewayProcess, type GatewayProcess } from '../process.ts';

const PIECE_BYTES = 1024 * 1024;
/** Their total size exceeds the space that deleting the previous backup frees. */
const MESSAGES = 100;
const NO_SPACE = /There is not enough free space on the disk\. Free some space and try again\.|The home's disk is full\./;
const PATIENT = { timeout: 30_000 };
const LIMIT_MS = 120_000;

const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-full-backup-'));
let gateway: GatewayProcess | null = null;
afterEach(async () => {
  await gateway?.end('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** To its last piece: the rest is for what the database writes. */
function fill(file: string): void {
  try {
    for (;;) appendFileSync(file, Buffer.alloc(PIECE_BYTES));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

async function settled(owner: Browser): Promise<Backups> {
  const now = async (): Promise<Backups> => Backups.parse((await owner.get('/api/backups')).json());
  await expect.poll(async () => (await now()).work, PATIENT).toBeNull();
  return now();
}

it.skipIf(!canMount)(
  'a full disk refuses a backup and a restore with a sentence, and leaves the home and its backups as they were',
  async () => {
    gateway = await startGatewayProcess(dataDir, [], { wrapper: mounted('roomy', dataDir) });
    const disk = path.join(`/proc/${gateway.pid}/root`, dataDir);
    const owner = createBrowser(gateway.ready.url);
    await owner.enter(new URL(gateway.ready.ownerUrl).hash.slice(1));
    await owner.post('/api/setup', { home_name: 'Lighthouse', owner_name: 'Ada' });
    const say = (content: string) => owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content });
    for (let sent = 0; sent < MESSAGES; sent += 1) expect((await say('x'.repeat(60_000))).status).toBeLessThan(300);
    await owner.post('/api/backups', {});
    const { backups: made } = await settled(owner);
    const [first] = made;
    expect(made).toHaveLength(1);
    await say('after the first backup');
    const history = async (): Promise<string> => (await owner.get(`/api/rooms/${LOBBY_ID}/messages?limit=10`)).text;
    const before = await history();
    const files = (): string[] => [...readdirSync(disk), ...readdirSync(path.join(disk, 'backups'))].filter((name) => name !== 'filler');
    const named = files();

    fill(path.join(disk, 'filler'));
    const asked = await owner.post('/api/backups', {});
    const refused = asked.status < 300 ? (await settled(owner)).problem : asked.text;
    expect(refused).toMatch(NO_SPACE);
    expect((await settled(owner)).backups.map(({ name }) => name)).toEqual([first?.name]);
    expect(files()).toEqual(named);

    const restored = await owner.post(`/api/backups/${first?.name}/restore`, {});
    const problem = restored.status < 300 ? (await settled(owner)).problem : restored.text;
    expect(problem).toMatch(NO_SPACE);
    expect(files()).toEqual(named);
    expect(await history()).toBe(before);

    rmSync(path.join(disk, 'filler'));
    await expect.poll(async () => (await say('there is room again')).status, PATIENT).toBeLessThan(300);
    await owner.post('/api/backups', {});
    const { backups, problem: none } = await settled(owner);
    expect([backups.length, none]).toEqual([2, null]);
    expect(await gateway.end('SIGTERM')).toBe(0);
  },
  LIMIT_MS,
);
