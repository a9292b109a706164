// The contract of the gateway's host, with Electron's utilityProcess: the way that ships. Inside a real Electron, on a gateway that
// needs no database, because the test runtime's Node is too old for the real one's. The same contract runs with child_process in
// src-main/desktop/gateway-host.test.ts.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { findTestElectron, linkElectronWithApp } from '../scripts/electron-runtime.mjs';
import { HOST_CONTRACT } from '../src-main/desktop/testing/gateway-host.contract.ts';

const TESTING = path.resolve(import.meta.dirname, '../src-main/desktop/testing');
const LIMIT_MS = 50_000;

let folder: string;
let results: Record<string, string>;

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-contract-'));
  const found = await findTestElectron();
  if (!('electron' in found)) throw new Error(found.reason);
  const app = path.join(folder, 'app');
  await bundle(app);
  await writeFile(path.join(app, 'package.json'), JSON.stringify({ name: 'lanai-contract', main: 'gateway-host.electron.cjs' }));
  const links = {
    'package.json': path.join(app, 'package.json'),
    'gateway-host.electron.cjs': path.join(app, 'gateway-host.electron.cjs'),
  };
  const program = await linkElectronWithApp(found.electron, path.join(folder, 'electron'), links);
  results = await runContract(program);
});

test.afterAll(() => rm(folder, { recursive: true, force: true }));

for (const { name } of HOST_CONTRACT) {
  test(`the gateway in a utilityProcess ${name}`, () => {
    expect(results[name]).toBe('passed');
  });
}

async function bundle(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: path.join(TESTING, 'gateway-host.electron.ts'),
      outDir,
      target: 'node18',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false } },
    },
    ssr: { noExternal: true, external: ['electron'] },
  });
}

async function runContract(program: string): Promise<Record<string, string>> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...asRoot, '--disable-gpu', `--fixture=${path.join(TESTING, 'fixture-gateway.cjs')}`, `--folder=${folder}`];
  const { stdout } = await promisify(execFile)(program, args, { timeout: LIMIT_MS, env: { ...process.env, HOME: folder } });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, string>;
}
