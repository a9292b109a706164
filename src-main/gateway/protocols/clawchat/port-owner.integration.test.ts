// ClawChat's port is also the port of Node's inspector. The error names the program that has the port, and the remedy.
import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import { identifyPortOwner } from './port-owner.ts';

const HOST = '127.0.0.1';
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function home(options: object = {}): Promise<TestHome> {
  const started = await startTestHome(options);
  stops.push(() => started.close());
  return started;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen({ port: 0, host: HOST }, resolve));
  stops.push(() => server.close());
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** The error of the switch when this port is taken. */
async function refusal(port: number): Promise<string> {
  const { owner } = await home({ agentListeners: { folder: '/nowhere', port, isOn: false } });
  const refused = await owner.put('/api/clawchat', { is_on: true });
  expect([refused.status, refused.field('code')]).toEqual([409, 'port_taken']);
  return refused.field('detail');
}

test('another Lanai is known', async () => {
  const { gateway } = await home();
  const port = Number(gateway.ready.tcp?.split(':')[1]);
  expect(await refusal(port)).toMatch(/taken by another Lanai, .*Switch it off in the settings of that one, or quit it/);
});

test('ClawChat is known: to a frame of no known type it answers without an id', async () => {
  const error = '{"id":"5c9a","type":"error","payload":{"code":"invalid_payload","message":"unknown variant"}}\n';
  const port = await listening(
    createServer((socket) => {
      socket.on('error', () => socket.destroy());
      createInterface({ input: socket })
        .on('line', () => socket.write(error))
        .on('error', () => undefined);
    }),
  );
  expect(await refusal(port)).toMatch(/taken by ClawChat itself\. Stop that, and switch this on again\./);
});

test("Node's inspector is known", async () => {
  const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', '-e', 'setInterval(() => {}, 1000)'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  stops.push(() => child.kill('SIGKILL'));
  const port = await new Promise<number>((resolve) => {
    child.stderr.on('data', (said: Buffer) => {
      const found = /ws:\/\/127\.0\.0\.1:(\d+)/.exec(said.toString())?.[1];
      if (found) resolve(Number(found));
    });
  });
  expect(await refusal(port)).toMatch(/under Node's inspector, .* start it with --inspect=9230/);
});

test('who says nothing, hangs up or talks without end is not waited for', async () => {
  const silent = await listening(createServer((socket) => socket.on('error', () => socket.destroy())));
  const rude = await listening(createServer((socket) => socket.destroy()));
  const endless = await listening(
    createServer((socket) => {
      const talk = setInterval(() => socket.write('x'.repeat(10_000)), 5);
      socket.on('error', () => socket.destroy()).once('close', () => clearInterval(talk));
    }),
  );
  expect(await Promise.all([silent, rude, endless].map((port) => identifyPortOwner(HOST, port)))).toEqual([
    'unknown',
    'unknown',
    'unknown',
  ]);
});
