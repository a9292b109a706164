// The contract of the gateway's host, with Electron's utilityProcess: the way that ships. Inside a real Electron, on a gateway that
// needs no database, because the test runtime's Node is too old for the real one's. The same contract runs with child_process in
// src-main/desktop/gateway-host.test.ts.
import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { _electron, expect, test } from '@playwright/test';
import { build } from 'vite';
import { findTestElectron, linkElectronWithApp, type Electron } from '../scripts/electron-runtime.mjs';
import { DIST, environment } from './desktop-app.ts';
import { HOST_CONTRACT } from '../src-main/desktop/testing/gateway-host.contract.ts';

const CHECKOUT = path.resolve(import.meta.dirname, '..');
const TESTING = path.join(CHECKOUT, 'src-main/desktop/testing');
const LIMIT_MS = 50_000;

let folder: string;
let electron: Electron;
let results: Record<string, string>;

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-contract-'));
  const found = await findTestElectron();
  if (!('electron' in found)) throw new Error(found.reason);
  ({ electron } = found);
  const app = path.join(folder, 'app');
  await bundle(app);
  await writeFile(path.join(app, 'package.json'), JSON.stringify({ name: 'lanai-contract', main: 'gateway-host.electron.cjs' }));
  const links = {
    'package.json': path.join(app, 'package.json'),
    'gateway-host.electron.cjs': path.join(app, 'gateway-host.electron.cjs'),
  };
  const program = await linkElectronWithApp(electron, path.join(folder, 'electron'), links);
  // Its own program, but for the thread with pdf.js.
  await cp(path.join(CHECKOUT, DIST, 'gateway'), path.join(folder, 'gateway'), { recursive: true });
  await copyFile(path.join(TESTING, 'fixture-pdf-thread.cjs'), path.join(folder, 'gateway/pdf-thread.cjs'));
  results = await runContract(program);
});

test.afterAll(() => rm(folder, { recursive: true, force: true }));

for (const { name } of HOST_CONTRACT) {
  test(`the gateway in a utilityProcess ${name}`, () => {
    expect(results[name]).toBe('passed');
  });
}

test('the desktop reads a PDF file for the home, and ends the process of a hostile one', () => {
  const said = (name: string): { kind: string }[] => JSON.parse(results[name] ?? '') as { kind: string }[];
  const text = { kind: 'text', page: 1, text: 'One' };
  expect(said('text.pdf')).toEqual([text, { kind: 'done' }]);
  expect(said('hostile.pdf')).toEqual([text, { kind: 'failed', why: 'heavy' }]);
});

test('the desktop runs its home in a utilityProcess, and starts it again', async () => {
  const app = path.join(folder, 'desktop-app');
  // Copied, not linked: the desktop looks for its gateway beside its own file, and here that is the fixture.
  await cp(path.join(CHECKOUT, DIST, 'desktop'), path.join(app, 'dist/desktop'), { recursive: true });
  await mkdir(path.join(app, 'dist/gateway'));
  await copyFile(path.join(TESTING, 'fixture-gateway.cjs'), path.join(app, 'dist/gateway/main.cjs'));
  const links = {
    'package.json': path.join(CHECKOUT, 'package.json'),
    dist: path.join(app, 'dist'),
    resources: path.join(CHECKOUT, 'resources'),
  };
  const executablePath = await linkElectronWithApp(electron, path.join(folder, 'desktop'), links);
  const env = environment(folder, path.join(folder, 'data'));
  delete env['LANAI_GATEWAY_NODE'];

  const desktop = await _electron.launch({ executablePath, env, args: [...asRoot(), '--disable-gpu', '--port=0'] });
  const exit = new Promise((resolve) => desktop.process().once('exit', resolve));
  const page = await desktop.firstWindow();
  await expect(page.getByText('The fixture is running.')).toBeVisible();
  const { origin } = new URL(page.url());
  await fetch(`${origin}/crash`).catch(() => 'the answer never comes');
  await expect
    .poll(() =>
      fetch(origin).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
  await desktop.evaluate(({ app: main }) => void setImmediate(() => main.quit()));
  expect(await exit).toBe(0);
  await expect(fetch(origin)).rejects.toThrow();
});

async function bundle(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: path.join(TESTING, 'gateway-host.electron.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node18',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false } },
    },
    ssr: { noExternal: true, external: ['electron'] },
  });
}

async function runContract(program: string): Promise<Record<string, string>> {
  const args = [...asRoot(), '--disable-gpu', `--fixture=${path.join(TESTING, 'fixture-gateway.cjs')}`, `--folder=${folder}`];
  args.push(`--pdf-reader=${path.join(folder, 'gateway/pdf-reader.cjs')}`);
  const { stdout } = await promisify(execFile)(program, args, { timeout: LIMIT_MS, env: { ...process.env, HOME: folder } });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, string>;
}

function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
