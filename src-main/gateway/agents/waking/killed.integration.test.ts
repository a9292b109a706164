// A program that the server has started to wake an agent ends with the server, also when that is killed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { AGENT_HEADER } from '../../../../src-shared/http.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { createBrowser } from '../../testing/browser.ts';
import { ask } from '../../testing/http-client.ts';
import { startGatewayProcess } from '../../testing/process.ts';
import { programOf, startedIn, writePlace, type Mode } from '../../testing/woken-home.ts';
import { isAlive } from '../../testing/is-alive.ts';

it.each(['never', 'fork'] as const)('The program of an agent ends when the server is killed (%s)', async (mode: Mode) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-killed-'));
  const gateway = await startGatewayProcess(dataDir);
  onTestFinished(async () => {
    await gateway.end('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });
  const { url, tcp, keyFile, ownerUrl } = gateway.ready;
  const key = readFileSync(keyFile, 'utf8').trim();
  const owner = createBrowser(url);
  await owner.enter(ownerUrl.split('#')[1] ?? '');
  const headers = { authorization: `Bearer ${key}`, [AGENT_HEADER]: 'scout' };
  await ask(`${url}/api/rooms/${LOBBY_ID}/members/me`, { method: 'PUT', headers });
  const start = programOf(writePlace(dataDir, 'scout', tcp ?? '', key), mode);
  expect((await owner.put('/api/agents/scout/start', { start })).status).toBe(200);
  await owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content: '@scout hello' });
  const last = () => startedIn(dataDir, 'scout').at(mode === 'fork' ? 1 : 0)?.pid;
  await expect.poll(last, { timeout: 20_000 }).toBeDefined();
  const pid = last();
  expect(isAlive(pid)).toBe(true);
  await gateway.end('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
});
