// Secrets in files of the data folder: written as a whole, and readable by the account of the server only.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

interface WrittenSecret {
  publish(): void;
  discard(): void;
}

/** Written beside the file, and renamed over it when it is published. A reader gets either secret as a whole. */
export function writeSecret(file: string, secret: string): WrittenSecret {
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = openSync(beside, 'wx', 0o600);
  try {
    writeSync(handle, `${secret}\n`);
    fsyncSync(handle);
  } catch (error) {
    // The disk is full, for example.
    rmSync(beside, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  return { publish: () => renameSync(beside, file), discard: () => rmSync(beside, { force: true }) };
}
