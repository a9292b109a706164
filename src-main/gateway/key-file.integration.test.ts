// The home's own key: in a file that only its owner reads, and there again after it was ended or lost.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startTestHome } from './testing/home.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-key-'));
const file = path.join(dataDir, 'agent.key');
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('the key file keeps its secret over a restart, and gets another when it is lost, damaged or ended', async () => {
  const first = await startTestHome({ dataDir });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await first.close();

  const second = await startTestHome({ dataDir });
  expect(second.key).toBe(first.key);
  await second.owner.delete('/api/keys/home');
  const refused = await (await second.lines()).request('register', { key: first.key, name: 'Ada' });
  expect(refused.payload).toMatchObject({ code: 'unauthorized' });
  await second.close();

  const third = await startTestHome({ dataDir });
  expect(third.key).not.toBe(first.key);
  await third.agent('Ada');
  await third.close();

  writeFileSync(file, 'garbage');
  const fourth = await startTestHome({ dataDir });
  expect(readFileSync(file, 'utf8').trim()).toBe(fourth.key);
  await fourth.agent('Ada');
  await fourth.close();
});
