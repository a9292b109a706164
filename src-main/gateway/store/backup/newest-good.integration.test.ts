// Which backups the start of a damaged home names.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { StartFailure } from '../../../../src-shared/errors.ts';
import { startTestHome } from '../../testing/home.ts';
import { keyOfNow } from './backup-key.ts';
import { makeBackup } from './make.ts';
import { withNewestBackup } from './newest-good.ts';

const PLAIN = 'lanai-20260101-000000.tar';
const ENCRYPTED = 'lanai-20260102-000000.encrypted';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-newest-'));
  const home = await startTestHome({ dataDir: folder });
  await home.close();
});
beforeEach(() => {
  rmSync(path.join(folder, 'backups'), { recursive: true, force: true });
  mkdirSync(path.join(folder, 'backups'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string): string => path.join(folder, 'backups', name);
const program = (): string => path.join(inject('gatewayThreads'), 'backup-worker.cjs');
const said = async (): Promise<string> =>
  (await withNewestBackup(new StartFailure('database_damaged', 'It is damaged.'), folder, program())).message;
const command = (name: string): string => `${inFolder(name)}. Command: lanai restore "${inFolder(name)}" --data-dir "${folder}"`;

function make(name: string, now: number): void {
  const key = name.endsWith('.encrypted') ? keyOfNow('the sea in november', undefined, 4) : null;
  makeBackup({ folder, file: inFolder(name), isForced: false, version: '0.0.1', now, key });
}

it('names no backup that was added: it may be of another home', async () => {
  make('added-other.tar', 3_000);
  expect(await said()).toBe('It is damaged.');
  make(PLAIN, 1_000);
  expect(await said()).toBe(`It is damaged. The newest good backup: ${command(PLAIN)}`);
});

it('says that an encrypted one was not checked, and names the newest whole plain one too', async () => {
  make(PLAIN, 1_000);
  make(ENCRYPTED, 2_000);
  writeFileSync(inFolder(ENCRYPTED), readFileSync(inFolder(ENCRYPTED)).subarray(0, 1_000));
  const closed = `It is damaged. The newest backup is encrypted and was not checked: ${command(ENCRYPTED)}`;
  expect(await said()).toBe(`${closed} The newest good backup that is not encrypted: ${command(PLAIN)}`);
  rmSync(inFolder(PLAIN));
  expect(await said()).toBe(closed);
});

it('does not name an encrypted one that is older than a whole plain one', async () => {
  make(ENCRYPTED, 1_000);
  make(PLAIN, 2_000);
  expect(await said()).toBe(`It is damaged. The newest good backup: ${command(PLAIN)}`);
});
