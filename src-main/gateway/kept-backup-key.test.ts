import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backupKeyOwner, keptBackupKey } from './kept-backup-key.ts';
import { ProviderKeys } from './models/provider-keys.ts';
import { COST_MAX, KEY_BYTES, SALT_BYTES, type BackupKey } from './store/backup/backup-key.ts';

const GOOD: BackupKey = { secret: Buffer.alloc(KEY_BYTES, 1), salt: Buffer.alloc(SALT_BYTES, 2), cost: 17 };

let dataDir: string;
let keys: ProviderKeys;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-kept-key-'));
  keys = new ProviderKeys({ dataDir, secret: null, log: () => undefined });
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const kept = () => keptBackupKey(keys, () => 'mine');

it('A key that was kept is read again', () => {
  kept().keep(GOOD);
  expect(kept().read()).toEqual(GOOD);
});

it.each<[string, Partial<BackupKey>]>([
  ['a short secret', { secret: Buffer.alloc(KEY_BYTES - 1) }],
  ['an empty salt', { salt: Buffer.alloc(0) }],
  ['a long salt', { salt: Buffer.alloc(SALT_BYTES + 1) }],
  ['no cost', { cost: 0 }],
  ['a cost above the highest', { cost: COST_MAX + 1 }],
])('A key with %s cannot be read', (_what, odd) => {
  kept().keep({ ...GOOD, ...odd });
  expect(kept().read()).toBeNull();
});

it('Other text in its place cannot be read', () => {
  keys.keep(backupKeyOwner('mine'), '{"half');
  expect(kept().read()).toBeNull();
});
