import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { removeOldPartitions } from './old-partitions.ts';

test('the folders of removed homes go, and no others', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-partitions-'));
  for (const name of ['home-00aa', 'home-00bb', 'other']) await mkdir(path.join(folder, name, 'Local Storage'), { recursive: true });
  await removeOldPartitions(folder, ['00aa']);
  expect((await readdir(folder)).sort()).toEqual(['home-00aa', 'other']);
  await rm(folder, { recursive: true });
  await removeOldPartitions(folder, []);
});
