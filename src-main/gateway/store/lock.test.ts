import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartFailure } from '../../../src-shared/errors.ts';
import { lockDataFolder } from './lock.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

describe('A data folder', () => {
  it('is for one at a time, and says who has it', () => {
    const lock = lockDataFolder(dataDir);
    lock.tell({ url: 'http://127.0.0.1:4510' });
    const refused = new StartFailure(
      'home_in_use',
      `${dataDir} is in use by another Lanai (process ${process.pid}, http://127.0.0.1:4510).`,
    );
    expect(() => lockDataFolder(dataDir)).toThrow(refused);
    lock.release();
    lockDataFolder(dataDir).release();
  });

  it('that a program left without a word is free', () => {
    writeFileSync(path.join(dataDir, 'holder.json'), '{"pid":1,"url":"http://gone"}');
    lockDataFolder(dataDir).release();
  });

  it('is in use also when the note of who has it cannot be read', () => {
    const lock = lockDataFolder(dataDir);
    writeFileSync(path.join(dataDir, 'holder.json'), '{');
    expect(() => lockDataFolder(dataDir)).toThrow(`${dataDir} is in use by another Lanai.`);
    lock.release();
  });

  it('whose lock is no lock is not said to be in use', () => {
    writeFileSync(path.join(dataDir, 'home.lock'), 'garbage '.repeat(1_000));
    const refused = new StartFailure(
      'data_dir_unwritable',
      `${path.join(dataDir, 'home.lock')} cannot be used. The file is no database. If no Lanai runs there, delete it and start again.`,
    );
    expect(() => lockDataFolder(dataDir)).toThrow(refused);
  });

  it('is held also when there is no room for the note of who has it', () => {
    mkdirSync(path.join(dataDir, 'holder.json'));
    const lock = lockDataFolder(dataDir);
    expect(() => lockDataFolder(dataDir)).toThrow(`${dataDir} is in use by another Lanai.`);
    rmSync(path.join(dataDir, 'holder.json'), { recursive: true });
    lock.release();
  });
});
