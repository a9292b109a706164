// A process that stands still, as in a computer that sleeps, and a second one that wants its folder.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { START_FAILURES } from '../../../../src-shared/errors.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { runGateway, startGatewayProcess, type GatewayProcess } from '../process.ts';
import { connectLines, connectSocket, type WireClient } from '../wire-client.ts';
import { howMany } from './how-many.ts';

/** Shorter than a client of the tests waits for an answer. */
const STOPPED_MS = howMany({ few: 2_000, all: 10_000 });
const MESSAGES = 50;
const LIMIT_MS = 240_000;

let dataDir: string;
let gateway: GatewayProcess;
let key: string;
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-stopped-'));
  gateway = await startGatewayProcess(dataDir);
  key = readFileSync(gateway.ready.keyFile, 'utf8').trim();
});
afterEach(async () => {
  await gateway.end('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

async function enter(client: WireClient, agent_id: string): Promise<WireClient> {
  expect((await client.request('register', { key, name: agent_id, agent_id })).type).toBe('ok');
  expect((await client.request('join_room', { room_id: LOBBY_ID })).type).toBe('ok');
  return client;
}

const seqOf = ({ payload }: { payload: unknown }): number => Number(Object(payload).seq);
const say = async (client: WireClient): Promise<number> => seqOf(await client.request('send_message', { room_id: LOBBY_ID, content: 'x' }));
const heardBy = ({ received }: WireClient): number[] => received.filter(({ type }) => type === 'message_received').map(seqOf);

it.skipIf(process.platform === 'win32')(
  'a server that stands still cuts no client for it, and answers everything that was sent meanwhile in its order',
  async () => {
    const reader = await enter(await connectLines(gateway.ready.tcp ?? ''), 'reader');
    const senders = [
      await enter(await connectLines(gateway.ready.tcp ?? ''), 'lines'),
      await enter(await connectSocket(gateway.ready.ws), 'socket'),
    ];
    let isCut = false;
    for (const each of [reader, ...senders]) void each.closed.then(() => (isCut = true));
    const sending = senders.flatMap((sender) => Array.from({ length: MESSAGES }, () => say(sender)));
    process.kill(gateway.pid, 'SIGSTOP');
    sending.push(...senders.flatMap((sender) => Array.from({ length: MESSAGES }, () => say(sender))));
    await sleep(STOPPED_MS);
    process.kill(gateway.pid, 'SIGCONT');
    const seqs = await Promise.all(sending);
    for (const from of [0, MESSAGES, 2 * MESSAGES, 3 * MESSAGES]) {
      const inTurn = seqs.slice(from, from + MESSAGES);
      expect(inTurn).toEqual([...inTurn].sort((a, b) => a - b));
    }
    const all = [...seqs].sort((a, b) => a - b);
    expect(all).toEqual(all.map((_seq, index) => index + 1));
    await reader.waitFor((frame) => frame.type === 'message_received' && seqOf(frame) === all.length);
    expect(heardBy(reader)).toEqual(all);
    expect(isCut).toBe(false);
    expect(gateway.stderr()).toBe('');
    for (const each of [reader, ...senders]) each.close();
  },
  LIMIT_MS,
);

it.skipIf(process.platform === 'win32')(
  'a second server is refused the folder with a sentence, also while the first stands still, and the first is unharmed',
  async () => {
    const client = await enter(await connectLines(gateway.ready.tcp ?? ''), 'ada');
    const sending = Array.from({ length: MESSAGES }, () => say(client));
    const second = (): ReturnType<typeof runGateway> => runGateway(['--data-dir', dataDir, '--port', '0', '--tcp-port', '0']);
    const refused = [await second()];
    process.kill(gateway.pid, 'SIGSTOP');
    sending.push(...Array.from({ length: MESSAGES }, () => say(client)));
    refused.push(await second());
    process.kill(gateway.pid, 'SIGCONT');
    for (const { code, stdout, stderr } of refused) {
      expect({ code, stdout }).toEqual({ code: START_FAILURES.home_in_use.exitCode, stdout: '' });
      expect(stderr).toBe(`${dataDir} is in use by another Lanai (process ${gateway.pid}, ${gateway.ready.url}).\n`);
    }
    const seqs = await Promise.all(sending);
    expect(seqs).toEqual(seqs.map((_seq, index) => index + 1));
    expect(await say(client)).toBe(seqs.length + 1);
    expect(gateway.stderr()).toBe('');
    client.close();
    expect(await gateway.end('SIGTERM')).toBe(0);
    gateway = await startGatewayProcess(dataDir);
    const again = await enter(await connectLines(gateway.ready.tcp ?? ''), 'ada');
    const { payload } = await again.request('get_history', { room_id: LOBBY_ID, limit: 1000 });
    expect(Object(payload).messages).toHaveLength(seqs.length + 1);
    again.close();
  },
  LIMIT_MS,
);
