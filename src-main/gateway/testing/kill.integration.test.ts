// Every acknowledged message survives kill -9: twenty crashes, or as many as are asked for, in the middle of bursts, and not one message lost or doubled.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { startGatewayProcess, type GatewayProcess } from './process.ts';
import { connectLines, type WireClient } from './wire-client.ts';

const ROUNDS = Number(process.env.LANAI_CRASHES ?? 20);
/** For each one. */
const LIMIT_MS = 12_000;
const SENDERS = 8;
const PIPELINED = 64;

interface Seen {
  message_id: string;
  seq: number;
  content: string;
}

const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-kill-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test(
  `${ROUNDS} rounds of kill -9 under ${SENDERS} senders lose no acknowledged message, and seq has no gap and no duplicate`,
  async () => {
    /** Content to the seq it was acknowledged with. */
    const acknowledged = new Map<string, number>();
    const sent: string[] = [];
    let crashed: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const gateway = await startGatewayProcess(dataDir);
      crashed = await retry(gateway, crashed, acknowledged);
      const burst = Array.from({ length: SENDERS }, (_, sender) => startSender(gateway, `${round}.${sender}`, acknowledged, sent));
      const senders = await Promise.all(burst);
      // Long enough to be in the middle of batches, and not the same twice in a row.
      await new Promise((resolve) => setTimeout(resolve, 40 + (round % 20) * 7));
      await gateway.end('SIGKILL');
      crashed = senders.flatMap((sender) => sender.stop());
    }
    const gateway = await startGatewayProcess(dataDir);
    await retry(gateway, crashed, acknowledged);
    const history = await readAll(gateway);
    expect(await gateway.end('SIGTERM')).toBe(0);

    expect(acknowledged.size).toBeGreaterThan(ROUNDS * SENDERS);
    expect(history.map((message) => message.seq)).toEqual(history.map((_message, index) => index + 1));
    expect(new Set(history.map((message) => message.message_id)).size).toBe(history.length);
    const bySeq = new Map(history.map((message) => [message.seq, message.content]));
    for (const [content, seq] of acknowledged) expect(bySeq.get(seq)).toBe(content);
    const contents = history.map((message) => message.content);
    expect(new Set(contents).size).toBe(contents.length);
    expect(new Set(contents)).toEqual(new Set(sent));
  },
  ROUNDS * LIMIT_MS,
);

/** Messages that were sent and not acknowledged are sent once more with their own client id: there is one of each then. */
async function retry(gateway: GatewayProcess, contents: readonly string[], acknowledged: Map<string, number>): Promise<string[]> {
  if (contents.length === 0) return [];
  const senders = [...new Set(contents.map(senderOf))];
  await Promise.all(
    senders.map(async (sender) => {
      const agent = await enter(gateway, sender);
      const resent = contents.filter((content) => senderOf(content) === sender).map((content) => resend(agent, content, acknowledged));
      await Promise.all(resent);
      agent.close();
    }),
  );
  return [];
}

async function resend(agent: WireClient, content: string, acknowledged: Map<string, number>): Promise<void> {
  const reply = await agent.request('send_message', { room_id: 'lobby', content, client_id: content });
  acknowledged.set(content, (reply.payload as Seen).seq);
}

const senderOf = (content: string): string => content.slice(0, content.lastIndexOf(':'));

/** Keeps the pipe full until the connection ends. `stop` returns what was sent and not acknowledged. */
async function startSender(gateway: GatewayProcess, id: string, acknowledged: Map<string, number>, sent: string[]) {
  const [host, port] = (gateway.ready.tcp ?? '').split(':');
  const socket = connect(Number(port), host);
  socket.on('error', () => socket.destroy());
  const pending = new Set<string>();
  let count = 0;
  const write = (frame: object): boolean => !socket.destroyed && socket.write(`${JSON.stringify(frame)}\n`);
  const fill = (): void => {
    while (pending.size < PIPELINED && !socket.destroyed) {
      const content = `${id}:${count}`;
      count += 1;
      pending.add(content);
      sent.push(content);
      write({ id: content, type: 'send_message', payload: { room_id: 'lobby', content, client_id: content } });
    }
  };
  const joined = Promise.withResolvers<void>();
  createInterface({ input: socket })
    .on('line', (line) => {
      const frame = JSON.parse(line) as { reply_to?: string; type: string; payload: Seen };
      if (frame.reply_to === 'join') {
        joined.resolve();
        fill();
      } else if (frame.reply_to !== undefined && frame.type === 'ok' && pending.delete(frame.reply_to)) {
        acknowledged.set(frame.reply_to, frame.payload.seq);
        fill();
      }
    })
    .on('error', () => undefined);
  write({ id: 'register', type: 'register', payload: { key: keyOf(gateway), name: id, agent_id: id } });
  write({ id: 'join', type: 'join_room', payload: { room_id: 'lobby' } });
  await joined.promise;
  return {
    stop(): string[] {
      socket.destroy();
      return [...pending];
    },
  };
}

async function enter(gateway: GatewayProcess, id: string): Promise<WireClient> {
  const agent = await connectLines(gateway.ready.tcp ?? '');
  await agent.request('register', { key: keyOf(gateway), name: id, agent_id: id });
  await agent.request('join_room', { room_id: 'lobby' });
  return agent;
}

async function readAll(gateway: GatewayProcess): Promise<Seen[]> {
  const reader = await enter(gateway, 'reader');
  const all: Seen[] = [];
  for (;;) {
    const page = await reader.request('get_history', { room_id: 'lobby', since_seq: all.at(-1)?.seq ?? 0, limit: 1000 });
    const { messages } = page.payload as { messages: Seen[] };
    if (messages.length === 0) break;
    all.push(...messages);
  }
  reader.close();
  return all;
}

function keyOf(gateway: GatewayProcess): string {
  return readFileSync(gateway.ready.keyFile, 'utf8').trim();
}
