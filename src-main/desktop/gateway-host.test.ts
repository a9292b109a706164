import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { GatewayState } from '../../src-shared/bridge.ts';
import type { FromGateway, Ready, ToGateway } from '../../src-shared/host.ts';
import { startGatewayHost, type GatewayHostOptions } from './gateway-host.ts';
import { nodeGateway, type GatewayProcessListener } from './gateway-process.ts';
import { manualTimer } from '../../src-shared/notify/testing/manual-timer.ts';
import { HOST_CONTRACT } from './testing/gateway-host.contract.ts';

const FIXTURE = join(import.meta.dirname, 'testing/fixture-gateway.cjs');

const READY: Ready = {
  event: 'ready',
  version: '1',
  url: 'http://127.0.0.1:40123',
  ws: 'ws://127.0.0.1:40123/ws',
  tcp: '127.0.0.1:40124',
  socket: null,
  dataDir: '/data',
  keyFile: '/data/agent.key',
  ownerUrl: 'http://127.0.0.1:40123/enter#t',
};

for (const { name, run } of HOST_CONTRACT) {
  test(`the gateway in a child process ${name}`, { timeout: 20_000 }, async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'lanai-host-'));
    onTestFinished(() => rm(dataDir, { recursive: true }));
    await run({ spawn: nodeGateway(process.execPath, FIXTURE), dataDir });
  });
}

test('the wait grows from 250 ms to 8 s and no further', () => {
  const { timer, processes, waits } = setup();
  for (let crash = 0; crash < 8; crash += 1) {
    processes.at(-1)?.listener.onExit();
    timer.advance(8_000);
  }
  expect(waits()).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
});

test('a gateway that ran steadily is started again with the shortest wait', () => {
  const { timer, last, waits } = setup();
  for (const uptime of [1_000, 1_000, 6_000]) {
    last().say(READY);
    timer.advance(uptime);
    last().listener.onExit();
    timer.advance(8_000);
  }
  expect(waits()).toEqual([250, 500, 250]);
});

test('both ports are kept across a restart', () => {
  const { timer, last } = setup();
  expect(last().args).toEqual(['--data-dir', '/data']);
  last().say(READY);
  last().listener.onExit();
  timer.advance(250);
  expect(last().args).toEqual(['--data-dir', '/data', '--port', '40123', '--tcp-port', '40124']);
});

test('the gateway may take another port, which a restart keeps', () => {
  const { timer, last, host } = setup({ isAnotherPortFine: true });
  expect(last().args).toEqual(['--data-dir', '/data', '--another-port']);
  last().say(READY);
  const moved = {
    state: 'ready',
    web: { port: 4510, to: 'http://127.0.0.1:40123' },
    agents: { port: 4511, to: '127.0.0.1:40124' },
  };
  expect(host.state()).toEqual(moved);
  last().listener.onExit();
  timer.advance(250);
  expect(last().args).toEqual(['--data-dir', '/data', '--port', '40123', '--tcp-port', '40124', '--another-port']);
  last().say(READY);
  expect(host.state()).toEqual(moved);
});

test('the secret of the keychain is the first message of each start, and in no argument', () => {
  const { timer, last } = setup({ keychainSecret: 'c2VjcmV0' });
  for (let start = 0; start < 2; start += 1) {
    expect(last().args).toContain('--keychain');
    expect(last().args.join(' ')).not.toContain('c2VjcmV0');
    expect(last().sent).toEqual([{ event: 'keychain-secret', secret: 'c2VjcmV0' }]);
    last().listener.onExit();
    timer.advance(8_000);
  }
});

test('a gateway that starts again within its process does not count as running meanwhile', async () => {
  const { last, host } = setup();
  last().say(READY);
  last().say({ event: 'restarting' });
  expect(host.state()).toEqual({ state: 'starting' });
  await expect(host.ownerToken()).rejects.toThrow('not running');
  last().say(READY);
  expect(host.state().state).toBe('ready');
});

test('a gateway that moves while it runs says so', () => {
  const { last, host } = setup({ port: '40123', tcpPort: 'off', isAnotherPortFine: true });
  last().say({ ...READY, tcp: null });
  expect(host.state()).toEqual({ state: 'ready', web: null, agents: null });
  last().say({ ...READY, url: 'http://127.0.0.1:40125', tcp: null });
  expect(host.state()).toEqual({ state: 'ready', web: { port: 40_123, to: 'http://127.0.0.1:40125' }, agents: null });
});

test('a port that was not chosen does not count as moved', () => {
  const { last, host } = setup({ port: '0', tcpPort: '0' });
  last().say(READY);
  expect(host.state()).toEqual({ state: 'ready', web: null, agents: null });
});

test('a gateway that does not answer for a token in five seconds is given up on', async () => {
  const { host, timer, last } = setup();
  last().say(READY);
  const token = host.ownerToken();
  timer.advance(5_000);
  await expect(token).rejects.toThrow('did not answer in time');
});

test('a crash ends the wait for a token', async () => {
  const { host, last } = setup();
  last().say(READY);
  const token = host.ownerToken();
  last().listener.onExit();
  await expect(token).rejects.toThrow('The home stopped');
});

test('a gateway that has ended and was not reported yet does not answer that it is here', async () => {
  const { host, timer, last } = setup();
  expect(await host.isHere()).toBe(false);
  last().say(READY);
  const alive = host.isHere();
  last().say({ event: 'here', request: 1 });
  expect(await alive).toBe(true);
  const late = host.isHere();
  timer.advance(5_000);
  expect(await late).toBe(false);
  const crashed = host.isHere();
  last().listener.onExit();
  expect(await crashed).toBe(false);
});

test('a gateway that starts again within its process is not here meanwhile', async () => {
  const { host, last } = setup();
  last().say(READY);
  const asked = host.isHere();
  last().say({ event: 'restarting' });
  last().say({ event: 'here', request: 1 });
  expect(await asked).toBe(false);
});

test('a gateway that ignores stop is ended after ten seconds', async () => {
  const { host, timer, last } = setup();
  last().say(READY);
  const stopped = host.stop();
  expect(last().sent).toContainEqual({ event: 'stop' });
  timer.advance(9_999);
  expect(last().isKilled()).toBe(false);
  timer.advance(1);
  expect(last().isKilled()).toBe(true);
  await stopped;
});

test('a gateway that failed but hangs is ended, and then the failure is reported', () => {
  const { host, timer, last } = setup();
  last().say({ event: 'failed', code: 'home_in_use', message: 'Another Lanai has this home open.' });
  expect(host.state().state).toBe('starting');
  timer.advance(2_000);
  expect(host.state()).toEqual({ state: 'failed', code: 'home_in_use', message: 'Another Lanai has this home open.' });
});

test('a failure is not retried automatically', () => {
  const { host, timer, last, processes } = setup();
  last().say({ event: 'failed', code: 'database_damaged', message: 'The database is damaged.' });
  last().listener.onExit();
  timer.advance(60_000);
  expect(processes).toHaveLength(1);
  host.tryAgain();
  expect(processes).toHaveLength(2);
});

test('trying again does not wait for the back-off, and does not start a second gateway', () => {
  const { host, timer, last, processes } = setup();
  last().listener.onExit();
  host.tryAgain();
  timer.advance(60_000);
  host.tryAgain();
  expect(processes).toHaveLength(2);
});

test('what is not in the contract is ignored', () => {
  const { host, last } = setup();
  last().listener.onMessage({ event: 'ready', url: 5 });
  expect(host.state()).toEqual({ state: 'starting' });
});

interface FakeProcess {
  args: readonly string[];
  listener: GatewayProcessListener;
  sent: ToGateway[];
  say(message: FromGateway): void;
  isKilled(): boolean;
}

function setup(start: Partial<Pick<GatewayHostOptions, 'port' | 'tcpPort' | 'isAnotherPortFine' | 'keychainSecret'>> = {}) {
  const timer = manualTimer();
  const processes: FakeProcess[] = [];
  const states: GatewayState[] = [];
  const host = startGatewayHost({
    timer,
    dataDir: '/data',
    port: null,
    tcpPort: null,
    isAnotherPortFine: false,
    keychainSecret: null,
    ...start,
    onState: (state) => states.push(state),
    onReady: () => undefined,
    spawn: (args, listener) => {
      const sent: ToGateway[] = [];
      let isKilled = false;
      processes.push({ args, listener, sent, say: (message) => listener.onMessage(message), isKilled: () => isKilled });
      const kill = (): void => {
        isKilled = true;
        listener.onExit();
      };
      return { send: (message) => void sent.push(message), kill };
    },
  });
  const last = (): FakeProcess => processes.at(-1) ?? expect.fail('nothing was started');
  const waits = (): number[] => states.flatMap((state) => (state.state === 'restarting' ? [state.retry_ms] : []));
  return { host, timer, processes, last, waits };
}
