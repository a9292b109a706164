import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashSources } from './build.mjs';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'lanai-build-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string): void => writeFileSync(path.join(folder, name), content);

test('a build is stale when a source changes, not when a test or the type checker wrote a file', async () => {
  write('main.ts', 'one');
  const before = await hashSources([folder]);
  write('main.test.ts', 'a test');
  write('tsconfig.tsbuildinfo', '{}');
  expect(await hashSources([folder])).toBe(before);
  write('main.ts', 'two');
  expect(await hashSources([folder])).not.toBe(before);
});
