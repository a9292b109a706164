// The desktop's host with the real gateway, while another program uses the usual ports.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { GatewayState } from '../../src-shared/bridge.ts';
import type { Ready } from '../../src-shared/host.ts';
import { startGatewayHost, type GatewayHost } from './gateway-host.ts';
import { nodeGateway } from './gateway-process.ts';
import { systemTimer } from './system-timer.ts';

const HOST = '127.0.0.1';
const GATEWAY = path.resolve(import.meta.dirname, '../..', process.env.LANAI_E2E_DIST ?? 'dist', 'gateway/main.cjs');
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

/** Another program on this port, as soon as it is free. */
async function takePort(port: number): Promise<{ port: number; free(): Promise<void> }> {
  for (;;) {
    const server = createServer((socket) => socket.on('error', () => undefined).destroy());
    const isThere = await once(server.listen(port, HOST), 'listening').then(
      () => true,
      () => false,
    );
    if (!isThere) continue;
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('It has no port.');
    const free = (): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));
    stops.push(() => server.listening && free());
    return { port: address.port, free };
  }
}

interface Running {
  host: GatewayHost;
  /** Of the n-th start. */
  ready(nth: number): Promise<Ready>;
  pid(): number;
}

function start(options: { dataDir: string; port: string; tcpPort: string }): Running {
  const readies: Ready[] = [];
  let heard = (): void => undefined;
  const host = startGatewayHost({
    ...options,
    spawn: nodeGateway(process.execPath, GATEWAY),
    timer: systemTimer,
    isAnotherPortFine: true,
    keychainSecret: null,
    onState: (state: GatewayState) => state.state === 'failed' && expect.fail(state.message),
    onReady: (ready) => (readies.push(ready), heard()),
  });
  stops.push(host.stop);
  return {
    host,
    async ready(nth) {
      for (;;) {
        const ready = readies[nth - 1];
        if (ready) return ready;
        await new Promise<void>((resolve) => (heard = resolve));
      }
    },
    pid: () => (JSON.parse(readFileSync(path.join(options.dataDir, 'holder.json'), 'utf8')) as { pid: number }).pid,
  };
}

function folder(): string {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-host-'));
  stops.push(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

test('the home starts elsewhere and says which port is taken; the next start has the usual ports', async () => {
  const [web, agents] = [await takePort(0), await takePort(0)];
  const usual = { dataDir: folder(), port: String(web.port), tcpPort: String(agents.port) };
  const first = start(usual);
  const { url, tcp } = await first.ready(1);
  expect(first.host.state()).toEqual({ state: 'ready', web: { port: web.port, to: url }, agents: { port: agents.port, to: tcp } });
  await first.host.stop();
  await Promise.all([web.free(), agents.free()]);

  const second = start(usual);
  expect(await second.ready(1)).toMatchObject({ url: `http://${HOST}:${web.port}`, tcp: `${HOST}:${agents.port}` });
  expect(second.host.state()).toEqual({ state: 'ready', web: null, agents: null });
});

test('the home starts elsewhere when a program takes its port after a crash', async () => {
  const running = start({ dataDir: folder(), port: '0', tcpPort: '0' });
  const before = await running.ready(1);
  process.kill(running.pid(), 'SIGKILL');
  await takePort(Number(new URL(before.url).port));
  const after = await running.ready(2);
  expect(after.url).not.toBe(before.url);
  expect(after.tcp).toBe(before.tcp);
  expect((await fetch(`${after.url}/health`)).status).toBe(200);
});
