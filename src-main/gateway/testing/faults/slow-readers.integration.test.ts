// Clients that do not read while messages are sent fast. They are cut, so that no other client waits for them, and end with every
// acknowledged message.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { ERROR_TEXTS } from '../../../../src-shared/error-texts.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { OUTBOUND_QUEUE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import { startGatewayProcess, type GatewayProcess } from '../process.ts';
import { connectLines, type WireClient } from '../wire-client.ts';
import { howMany } from './how-many.ts';
import { KEPT_CHARS, SlowReader } from './slow-reader.ts';

const READERS = howMany({ few: 8, all: 50 });
const SENDERS = 3;
const PIPELINED = 8;
const LIMIT_MS = 240_000;
const CONTENT_BYTES = 60_000;
/** The system's buffers of one connection keep so much at most. */
const KERNEL_BYTES_MAX = 64 * 1024 * 1024;

const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-slow-'));
let gateway: GatewayProcess | null = null;
const open: { close(): void }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) each.close();
  await gateway?.end('SIGKILL');
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const inOrder = (bySeq: ReadonlyMap<number, string>): [number, string][] => [...bySeq].sort(([a], [b]) => a - b);
const onceInOrder = (seqs: readonly number[]): number[] => [...new Set(seqs)].sort((a, b) => a - b);
const seqOf = ({ payload }: { payload: unknown }): number => Number(Object(payload).seq);

it(
  `${READERS} clients that stop reading are cut, slow down no sender, and end with every acknowledged message`,
  async () => {
    const { ready } = (gateway = await startGatewayProcess(dataDir));
    const key = readFileSync(ready.keyFile, 'utf8').trim();
    const enter = async (id: string): Promise<WireClient> => {
      const client = await connectLines(ready.tcp ?? '');
      open.push(client);
      expect((await client.request('register', { key, name: id, agent_id: id })).type).toBe('ok');
      expect((await client.request('join_room', { room_id: LOBBY_ID })).type).toBe('ok');
      return client;
    };
    const fast = await enter('fast');
    const readers = Array.from({ length: READERS }, (_, at) => {
      const how = at % 2 === 0 ? 'agent' : 'watcher';
      const reader = new SlowReader({ ready, key, room_id: LOBBY_ID, id: `slow-${at}`, how, over: at % 4 < 2 ? 'tcp' : 'websocket' });
      open.push(reader);
      return reader;
    });
    for (const each of readers) await each.entered();
    for (const each of readers) each.pause();

    const acknowledged = new Map<number, string>();
    const cut = (): number => fast.received.filter(({ type }) => type === 'agent_left').length;
    let sent = 0;
    const sendUntilAllAreCut = async (sender: WireClient): Promise<void> => {
      while (cut() < READERS) {
        const content = `${sent}`.padEnd(CONTENT_BYTES, ' x');
        sent += 1;
        const answer = await sender.request('send_message', { room_id: LOBBY_ID, content });
        acknowledged.set(seqOf(answer), content.slice(0, KEPT_CHARS));
        expect(sent * CONTENT_BYTES).toBeLessThan(OUTBOUND_QUEUE_BYTES_MAX + KERNEL_BYTES_MAX);
      }
    };
    const senders = await Promise.all(Array.from({ length: SENDERS }, (_, at) => enter(`sender-${at}`)));
    await Promise.all(senders.flatMap((sender) => Array.from({ length: PIPELINED }, () => sendUntilAllAreCut(sender))));

    for (const each of readers) each.resume();
    const last = seqOf(await fast.request('send_message', { room_id: LOBBY_ID, content: 'the last one' }));
    expect(last).toBe(acknowledged.size + 1);
    acknowledged.set(last, 'the last one');
    await Promise.all(readers.map((each) => each.hasAll(last)));
    for (const { known, pushed, how, lastEnds } of readers) {
      expect(lastEnds).toContainEqual({ code: 'slow_reader', message: ERROR_TEXTS.slow_reader });
      expect(inOrder(known)).toEqual(inOrder(acknowledged));
      expect(pushed.length).toBeGreaterThan(1);
      for (const seqs of pushed) expect(seqs).toEqual(onceInOrder(seqs));
      // A cursor is exact. An agent may be sent again what had just left the server.
      if (how === 'watcher') expect(pushed.flat()).toEqual(onceInOrder(pushed.flat()));
    }
    expect(gateway.stderr()).toBe('');
  },
  LIMIT_MS,
);
