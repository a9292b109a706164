// The data folder is private, also when it existed before. The test runs the built program, because only a process has a umask.
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartFailure } from '../../../src-shared/errors.ts';
import { createBrowser } from '../testing/browser.ts';
import { startGatewayProcess } from '../testing/process.ts';
import { preparePrivateFolder } from './private-folder.ts';

const isPosix = process.platform !== 'win32';
let folder: string;
let umask: number;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-private-'));
  umask = process.umask(0o022);
});
afterEach(() => {
  process.umask(umask);
  rmSync(folder, { recursive: true, force: true });
});

const modeOf = (name: string): string => (statSync(path.join(folder, name)).mode & 0o7777).toString(8);

/** Every place in the folder that another account could use. */
function openPlaces(place = folder): string[] {
  const inside = readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(place, entry.name);
    return entry.isDirectory() ? openPlaces(name) : (statSync(name).mode & 0o077) === 0 ? [] : [name];
  });
  return (statSync(place).mode & 0o077) === 0 ? inside : [place, ...inside];
}

describe.runIf(isPosix)('A data folder', () => {
  it('that was open to others is closed, and all that comes into it is private', async () => {
    chmodSync(folder, 0o755);
    writeFileSync(path.join(folder, 'lanai.db.before-0001-home'), 'old', { mode: 0o644 });
    const gateway = await startGatewayProcess(folder);
    const owner = createBrowser(gateway.ready.url);
    await owner.enter(new URL(gateway.ready.ownerUrl).hash.slice(1));
    expect((await owner.post('/api/backups')).status).toBe(200);
    await expect.poll(() => readdirSync(path.join(folder, 'backups')).filter((name) => name.endsWith('.tar'))).toHaveLength(1);
    // The folder in which it was made is removed a moment later, and cannot be read meanwhile.
    await expect.poll(() => readdirSync(folder).filter((name) => name.startsWith('backing-up-'))).toEqual([]);
    expect(openPlaces()).toEqual([]);
    expect(await gateway.end('SIGTERM')).toBe(0);
    expect(openPlaces()).toEqual([]);
  });

  it('closes what was in it, and leaves what is not its own', () => {
    chmodSync(folder, 0o777);
    mkdirSync(path.join(folder, 'files', 'ab'), { recursive: true });
    writeFileSync(path.join(folder, 'files', 'ab', 'cd'), '', { mode: 0o644 });
    writeFileSync(path.join(folder, 'lanai.db-wal'), '', { mode: 0o666 });
    writeFileSync(path.join(folder, 'tool.sh'), '', { mode: 0o755 });
    const outside = path.join(folder, 'outside');
    writeFileSync(outside, '', { mode: 0o644 });
    symlinkSync(outside, path.join(folder, 'home.lock'));
    preparePrivateFolder(folder);
    expect([modeOf('.'), modeOf('files'), modeOf('files/ab'), modeOf('files/ab/cd'), modeOf('lanai.db-wal')]).toEqual([
      ...['700', '700', '700', '600', '600'],
    ]);
    expect([modeOf('tool.sh'), modeOf('outside')]).toEqual(['755', '644']);
  });

  it('is made private, with the folders above it', () => {
    preparePrivateFolder(path.join(folder, 'a', 'b'));
    expect([modeOf('a'), modeOf('a/b')]).toEqual(['700', '700']);
  });

  it('that all accounts share is refused, and stays as it is', () => {
    chmodSync(folder, 0o1777);
    expect(() => preparePrivateFolder(folder)).toThrow(/is shared by all accounts/);
    expect(modeOf('.')).toBe('1777');
  });

  it.runIf(process.getuid?.() === 0)('of another account is refused, and stays as it is', () => {
    chownSync(folder, 65534, 65534);
    chmodSync(folder, 0o755);
    expect(() => preparePrivateFolder(folder)).toThrow(StartFailure);
    expect(() => preparePrivateFolder(folder)).toThrow(/belongs to another account/);
    expect(modeOf('.')).toBe('755');
  });
});
