// The shipped files, read back from the packaged app's own bytes.
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, projectNode, run } from './lib/project.mjs';

const PACKAGING_LIMIT_MS = 120_000;
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** In the order of the wire: the binary knows them by position only. */
const FUSES = [
  ['runAsNode', 'off'],
  ['enableCookieEncryption', 'on'],
  ['enableNodeOptionsEnvironmentVariable', 'off'],
  ['enableNodeCliInspectArguments', 'off'],
  ['enableEmbeddedAsarIntegrityValidation', 'on'],
  ['onlyLoadAppFromAsar', 'on'],
  ['loadBrowserProcessSpecificV8Snapshot', 'off'],
  ['grantFileProtocolExtraPrivileges', 'off'],
  ['wasmTrapHandlers', 'on'],
] as const;
/** Electron 25, which the tests fall back to, ends before grantFileProtocolExtraPrivileges; no Electron that ships does. */
const OLDEST_FUSES = 7;

interface ArchiveEntry {
  files?: Record<string, ArchiveEntry>;
  unpacked?: boolean;
}

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the packaged app', () => {
  let output: string;
  let app: string;

  beforeAll(async () => {
    output = await mkdtemp(path.join(os.tmpdir(), 'lanai-package-'));
    const ran = await run(projectNode(), [at('scripts/package.mjs'), '--dir', `-c.directories.output=${output}`], { capture: true });
    if (ran.code !== 0) throw new Error(ran.output);
    app = path.join(output, 'linux-unpacked');
  }, PACKAGING_LIMIT_MS);
  afterAll(() => rm(output, { recursive: true, force: true }));

  it('has every fuse set as it should be', async () => {
    const fuses = readFuses(await readFile(path.join(app, 'lanai')));
    expect(fuses.length).toBeGreaterThanOrEqual(OLDEST_FUSES);
    expect(fuses).toEqual(FUSES.slice(0, fuses.length).map(([, state]) => state));
  });

  it('holds the built program, its native files outside of the archive, and nothing else', async () => {
    const files = listFiles(await readArchive(path.join(app, 'resources/app.asar')));
    const names = files.map(({ name }) => name);
    for (const program of ['desktop/main', 'desktop/preload', 'desktop/terminal-preload', 'gateway/main', 'gateway/writer', 'cli/lanai'])
      expect(names).toContain(`dist/${program}.cjs`);
    for (const name of ['index.html', 'third-party-notices.txt', 'lanai-openclaw.tgz']) expect(names).toContain(`dist/renderer/${name}`);
    for (const name of ['tray/tray.png', 'icons/256x256.png', 'local-page/page.css']) expect(names).toContain(`resources/${name}`);
    const unpacked = files.filter(({ isUnpacked }) => isUnpacked).map(({ name }) => name);
    expect(unpacked).toEqual([
      'node_modules/@lydell/node-pty-linux-x64/pty.node',
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
      'dist/cli/lanai.cjs',
    ]);
    const expected =
      /^(package\.json$|dist\/|resources\/|node_modules\/@lydell\/node-pty|node_modules\/better-sqlite3\/(lib\/|package\.json|LICENSE|README\.md|prebuilds\/linux-x64\.node))/;
    expect(names.filter((name) => !expected.test(name) || /\.(map|ts|tsx)$/.test(name))).toEqual([]);
    await stat(path.join(app, 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node'));
  });

  it('has the command outside of the archive, where Node can run it', async () => {
    const command = path.join(app, 'resources/app.asar.unpacked/dist/cli/lanai.cjs');
    expect(await run(projectNode(), [command, 'mcp', '--help'], { capture: true })).toMatchObject({
      code: 0,
      output: expect.stringContaining('Usage: lanai mcp') as string,
    });
  });
});

/** The wire is: the sentinel, a version byte, a length byte, then '0', '1' or 'r' (removed) for every fuse. */
function readFuses(binary: Buffer): string[] {
  const wire = binary.indexOf(FUSE_SENTINEL) + FUSE_SENTINEL.length;
  expect(binary[wire]).toBe(1);
  const states = binary.subarray(wire + 2, wire + 2 + (binary[wire + 1] ?? 0)).toString('latin1');
  return [...states].map((state) => ({ '0': 'off', '1': 'on' })[state] ?? state);
}

/** An asar begins with four 32-bit numbers, of which the last is the length of the JSON that follows. */
async function readArchive(file: string): Promise<ArchiveEntry> {
  const handle = await open(file);
  try {
    const { buffer: sizes } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    const length = sizes.readUInt32LE(12);
    const { buffer: header } = await handle.read(Buffer.alloc(length), 0, length, 16);
    return JSON.parse(header.toString()) as ArchiveEntry;
  } finally {
    await handle.close();
  }
}

function listFiles(folder: ArchiveEntry, prefix = ''): { name: string; isUnpacked: boolean }[] {
  return Object.entries(folder.files ?? {}).flatMap(([name, entry]) =>
    entry.files ? listFiles(entry, `${prefix}${name}/`) : [{ name: prefix + name, isUnpacked: entry.unpacked === true }],
  );
}
