// The folders of homes that were removed. Electron keeps a partition open until the app ends, so they go at the next start.
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { PARTITION_PREFIX } from './home-list.ts';

/** `folder`: where Electron has all partitions. Others than those of homes stay. */
export async function removeOldPartitions(folder: string, ids: readonly string[]): Promise<void> {
  const kept = new Set(ids.map((id) => PARTITION_PREFIX + id));
  const names = await readdir(folder).catch(() => []);
  const old = names.filter((name) => name.startsWith(PARTITION_PREFIX) && !kept.has(name));
  for (const name of old) await rm(path.join(folder, name), { recursive: true, force: true });
}
