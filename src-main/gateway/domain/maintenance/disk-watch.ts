// Checks now and then whether the disk is nearly full, so that no write has to wait for the check.
import { DISK_FREE_BYTES_MIN_FOR_MESSAGES } from '../../../../src-shared/limits.ts';
import { every, type After } from '../clock.ts';
import type { Core } from '../core.ts';

const LOOK_EVERY_MS = 5_000;

export interface DiskWatchOptions {
  core: Core;
  after: After;
  freeBytes(): Promise<number>;
  log(message: string, error: unknown): void;
}

/** Returns its end. */
export async function startDiskWatch({ core, after, freeBytes, log }: DiskWatchOptions): Promise<() => void> {
  async function look(): Promise<void> {
    core.limits.isDiskFull = (await freeBytes()) < DISK_FREE_BYTES_MIN_FOR_MESSAGES;
  }
  const lookOrSay = (): Promise<void> => look().catch((error: unknown) => log('The free space of the disk could not be read', error));
  await lookOrSay();
  return every(after, LOOK_EVERY_MS, () => void lookOrSay());
}
