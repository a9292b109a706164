// A gateway that has not finished its start hears `stop`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nodeGateway } from './gateway-process.ts';

const PROGRAM = resolve(import.meta.dirname, '../..', process.env.LANAI_E2E_DIST ?? 'dist', 'gateway/main.cjs');

test('a gateway that is stopped during its start ends without having been ready', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'lanai-stop-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const messages: unknown[] = [];
  await new Promise<void>((onExit) => {
    const args = ['--data-dir', dataDir, '--port', '0', '--tcp-port', 'off'];
    nodeGateway(process.execPath, PROGRAM)(args, { onMessage: (message) => messages.push(message), onExit }).send({ event: 'stop' });
  });
  expect(messages).toEqual([]);
});
