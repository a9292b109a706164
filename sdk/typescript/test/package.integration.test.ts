// The package as its users have it: packed, installed from the tarball without a network, and with the examples of its README.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { homeForAll } from '../../../src-main/gateway/testing/shared-home.ts';
import { buildSdk, packSdk } from '../../../scripts/lib/sdk.mjs';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);
const home = homeForAll();
const folder = mkdtempSync(path.join(tmpdir(), 'lanai-sdk-'));
const installed = path.join(folder, 'node_modules/@lanai/sdk');

beforeAll(async () => {
  await buildSdk();
  const tarball = await packSdk(folder);
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: folder });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

it('has the version of the app, a licence, and no dependencies', () => {
  const { version, dependencies, engines } = readJson(path.join(installed, 'package.json'));
  expect(version).toBe(readJson(path.join(ROOT, 'package.json')).version);
  expect(dependencies).toBeUndefined();
  expect(engines).toEqual({ node: '>=22' });
  for (const file of ['LICENSE', 'README.md', 'dist/third-party-notices.txt']) expect(existsSync(path.join(installed, file))).toBe(true);
});

it('has no code of Node in the build for browsers, and is small', () => {
  for (const file of ['browser.js', 'browser.cjs']) {
    const text = readFileSync(path.join(installed, 'dist', file), 'utf8');
    expect(text).not.toMatch(/node:|\bBuffer\.|\bprocess\.|require\(/);
    expect(text.length).toBeLessThan(130_000);
  }
});

it.each(['js', 'cjs', 'ts'])('the %s example of the README runs', async (language) => {
  const file = example(language, { js: 'mjs', cjs: 'cjs', ts: 'mts' }[language] ?? '');
  const { stderr } = await run(process.execPath, [file], { cwd: folder, env: { ...process.env, LANAI_KEY: home.key }, timeout: 20_000 });
  expect(stderr).not.toContain('Error');
  expect(JSON.stringify(await home.owner.get('/api/rooms/lobby/messages').then((answer) => answer.json()))).toContain('Hello from Scout');
});

it.each(['bundler', 'node16'])('the types are whole with moduleResolution %s', async (moduleResolution) => {
  example('ts', 'mts');
  writeFileSync(path.join(folder, 'process.d.ts'), 'declare const process: { env: Record<string, string | undefined> };');
  writeFileSync(
    path.join(folder, 'required.cts'),
    "import sdk = require('@lanai/sdk');\nexport const asked: Promise<sdk.Client> = sdk.connect({ url: '', key: '', name: '' });\n",
  );
  const isBundler = moduleResolution === 'bundler';
  const compilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: false, target: 'ES2022', lib: ['ES2023', 'DOM', 'DOM.Iterable'] },
    ...{ types: [], module: isBundler ? 'esnext' : 'node16', moduleResolution, exactOptionalPropertyTypes: true },
  };
  const files = isBundler ? ['process.d.ts', 'example.mts'] : ['process.d.ts', 'example.mts', 'required.cts'];
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const checked = await run(process.execPath, [
    path.join(ROOT, 'node_modules/typescript/bin/tsc'),
    '-p',
    folder,
    '--pretty',
    'false',
  ]).catch((error: { stdout: string }) => error);
  expect(checked.stdout).toBe('');
});

/** Writes an example of the README as a file, at the address of the test's server. */
function example(language: string, ending: string): string {
  const [, code = ''] =
    new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readFileSync(path.join(installed, 'README.md'), 'utf8')) ?? [];
  expect(code).toContain('http://127.0.0.1:4510');
  const file = path.join(folder, `example.${ending}`);
  writeFileSync(file, code.replaceAll('http://127.0.0.1:4510', home.url));
  return file;
}
