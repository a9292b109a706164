// The result of `npm pack` is a complete program: the command and the home without a screen, with better-sqlite3 beside it.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, projectNode, run, runNpm } from './lib/project.mjs';

const PACKING_LIMIT_MS = 60_000;
/** Without the desktop and the maps. The reader of PDF files is 0.5 MiB of it. */
const TARBALL_BYTES_MAX = 6.5 * 1024 * 1024;

interface Packed {
  filename: string;
  size: number;
  files: { path: string }[];
}

let folder: string;
let packed: Packed;
let home: ChildProcess | undefined;
const lanai = (): string => path.join(folder, 'node_modules/lanai/dist/cli/lanai.cjs');

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-pack-'));
  const ran = await runNpm(['pack', '--json', '--offline', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    capture: true,
  });
  expect(ran.code, ran.output).toBe(0);
  const answer: unknown = JSON.parse(ran.output.slice(ran.output.search(/[[{]/)));
  packed = Object.values(answer as Record<string, Packed>)[0] as Packed;
  const place = path.join(folder, 'node_modules/lanai');
  await mkdir(place, { recursive: true });
  const tarball = path.join(folder, path.basename(packed.filename));
  expect(await run('tar', ['-xzf', tarball, '-C', place, '--strip-components', '1'], { capture: true })).toMatchObject({ code: 0 });
  await symlink(at('node_modules/better-sqlite3'), path.join(folder, 'node_modules/better-sqlite3'), 'junction');
}, PACKING_LIMIT_MS);

afterAll(async () => {
  home?.kill();
  await new Promise((resolve) => (home?.exitCode === null ? home.once('exit', resolve) : resolve(undefined)));
  await rm(folder, { recursive: true, force: true });
});

function call(...args: string[]) {
  const env = { PATH: process.env.PATH, HOME: folder, LANAI_HOME: path.join(folder, 'home') };
  return run(projectNode(), [lanai(), ...args], { capture: true, cwd: folder, env });
}

describe('the packed tarball', () => {
  it('holds the programs, the licence and the README, and nothing else', async () => {
    const names = packed.files.map((file) => file.path);
    for (const name of [
      'dist/cli/lanai.cjs',
      'dist/gateway/main.cjs',
      'dist/renderer/index.html',
      'dist/renderer/lanai-openclaw.tgz',
      'LICENSE',
      'README.md',
      'package.json',
    ])
      expect(names).toContain(name);
    const expected = /^(dist\/(cli|gateway|renderer)\/|dist\/desktop\/main\.cjs$|LICENSE$|README\.md$|package\.json$)/;
    expect(names.filter((name) => !expected.test(name) || name.endsWith('.map'))).toEqual([]);
    expect(packed.size).toBeLessThan(TARBALL_BYTES_MAX);
    expect(await readFile(lanai(), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('holds the plugin of OpenClaw as a package of the same version, with the licences', async () => {
    const plugin = path.join(folder, 'plugin');
    await mkdir(plugin);
    const tarball = path.join(folder, 'node_modules/lanai/dist/renderer/lanai-openclaw.tgz');
    expect(await run('tar', ['-xzf', tarball, '-C', plugin, '--strip-components', '1'], { capture: true })).toMatchObject({ code: 0 });
    const { version } = JSON.parse(await readFile(at('package.json'), 'utf8')) as { version: string };
    for (const name of ['package.json', 'openclaw.plugin.json'])
      expect(JSON.parse(await readFile(path.join(plugin, name), 'utf8'))).toMatchObject({ version });
    expect((await readdir(plugin)).sort()).toEqual(
      [
        'LICENSE',
        'README.md',
        'chunks',
        'index.js',
        'openclaw.plugin.json',
        'package.json',
        'setup-entry.js',
        'third-party-notices.txt',
      ].sort(),
    );
    expect(await readFile(path.join(plugin, 'third-party-notices.txt'), 'utf8')).toMatch(/^ws \d[^]*^zod \d/m);
  });

  it('installs a command that starts a home, sends to it and waits', async () => {
    expect(await call('--version')).toMatchObject({ code: 0, output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string });
    home = spawn(projectNode(), [lanai(), 'serve', '--port', '0', '--tcp-port', '0', '--json'], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, LANAI_HOME: path.join(folder, 'home') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ready = await new Promise<string>((resolve, reject) => {
      home?.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      home?.once('exit', (code) => reject(new Error(`The home ended with ${code}.`)));
    });
    const { url } = JSON.parse(ready.split('\n')[0] ?? '') as { url: string };
    expect(await (await fetch(url)).text()).toContain('<!doctype html>');
    expect(await call('send', 'lobby', 'from the tarball', '--name', 'Ada')).toMatchObject({ code: 0 });
    const waited = await call('wait', 'lobby', '--since-seq', '0', '--drain', '--json', '--name', 'Bob');
    expect(waited).toMatchObject({ code: 0 });
    expect(waited.output).toContain('"from the tarball"');
  });
});
