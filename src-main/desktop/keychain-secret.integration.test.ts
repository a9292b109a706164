// The secret of the keychain on its way from the desktop to the real gateway, and what the gateway does with it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Ready } from '../../src-shared/host.ts';
import { createBrowser } from '../gateway/testing/browser.ts';
import { startGatewayHost, type GatewayHost } from './gateway-host.ts';
import { nodeGateway } from './gateway-process.ts';
import { systemTimer } from './system-timer.ts';

const GATEWAY = path.resolve(import.meta.dirname, '../..', process.env.LANAI_E2E_DIST ?? 'dist', 'gateway/main.cjs');
const KEY = 'sk-the-key-of-the-owner';
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

test('keys of model providers are encrypted with it, and are readable after a restart', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-keychain-'));
  stops.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const keychainSecret = Buffer.alloc(32, 3).toString('base64');
  for (const isFirst of [true, false]) {
    const { host, ready } = await started(dataDir, keychainSecret);
    const owner = createBrowser(ready.url);
    await owner.enter(await host.ownerToken());
    if (isFirst) await owner.post('/api/providers', { kind: 'anthropic', base_url: 'https://models.example', key: KEY });
    expect((await owner.get('/api/providers')).json()).toMatchObject({ keys_kept: 'keychain', providers: [{ key_state: 'kept' }] });
    await host.stop();
  }
  expect(readFileSync(path.join(dataDir, 'providers.key'), 'utf8')).not.toContain(KEY);
});

function started(dataDir: string, keychainSecret: string): Promise<{ host: GatewayHost; ready: Ready }> {
  return new Promise((resolve, reject) => {
    const host = startGatewayHost({
      ...{ dataDir, keychainSecret, port: '0', tcpPort: 'off', isAnotherPortFine: true },
      spawn: nodeGateway(process.execPath, GATEWAY),
      timer: systemTimer,
      onState: (state) => state.state === 'failed' && reject(new Error(state.message)),
      onReady: (ready) => resolve({ host, ready }),
    });
    stops.push(host.stop);
  });
}
