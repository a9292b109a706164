// A disk that is full, and has room again: nothing that was acknowledged is lost, and the home runs on. The disk is a small one in
// memory, which only the gateway's process sees at the place of the data folder.
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { canMount, mounted } from './mounts.ts';
import { startGatewayProcess, type GatewayProcess } from './process.ts';
import { connectLines, type WireClient } from './wire-client.ts';

const PIECE_BYTES = 1024 * 1024;
const CONTENT = 'x'.repeat(20_000);
const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-full-'));
let gateway: GatewayProcess | null = null;
afterEach(async () => {
  await gateway?.end('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

async function send(agent: WireClient): Promise<{ type: string; payload: { seq?: number; code?: string; message?: string } }> {
  const { type, payload } = await agent.request('send_message', { room_id: 'lobby', content: CONTENT });
  return { type, payload: payload as { seq?: number; code?: string; message?: string } };
}

test.skipIf(!canMount)('a full disk loses no acknowledged message, is named, and is written to again when it has room', async () => {
  gateway = await startGatewayProcess(dataDir, [], { wrapper: mounted('small', dataDir) });
  const disk = path.join(`/proc/${gateway.pid}/root`, dataDir);
  const agent = await connectLines(gateway.ready.tcp ?? '');
  const key = readFileSync(path.join(disk, path.relative(dataDir, gateway.ready.keyFile)), 'utf8').trim();
  await agent.request('register', { key, name: 'Ada', agent_id: 'ada' });
  await agent.request('join_room', { room_id: 'lobby' });
  const acknowledged: number[] = [];
  acknowledged.push((await send(agent)).payload.seq ?? 0);

  fill(path.join(disk, 'filler'));
  let refused = await send(agent);
  // The log of the database may have room for a few.
  for (; refused.type === 'ok'; refused = await send(agent)) acknowledged.push(refused.payload.seq ?? 0);
  expect(refused.payload.code).toBe('storage_full');
  expect(refused.payload.message).toMatch(/disk is full/);

  rmSync(path.join(disk, 'filler'));
  await expect
    .poll(async () => {
      const { type, payload } = await send(agent);
      if (type === 'ok') acknowledged.push(payload.seq ?? 0);
      return type;
    })
    .toBe('ok');
  const history = await agent.request('get_history', { room_id: 'lobby', limit: 1000 });
  const { messages } = history.payload as { messages: { seq: number; content: string }[] };
  const kept = messages.filter(({ content }) => content === CONTENT).map(({ seq }) => seq);
  expect(kept).toEqual(acknowledged);
  expect(acknowledged).toEqual(acknowledged.map((_seq, index) => (acknowledged[0] ?? 0) + index));
  agent.close();
  expect(await gateway.end('SIGTERM')).toBe(0);
});

/** To its last byte. */
function fill(file: string): void {
  for (let bytes = PIECE_BYTES; bytes >= 1;) {
    try {
      appendFileSync(file, Buffer.alloc(bytes));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      bytes = Math.floor(bytes / 2);
    }
  }
}
