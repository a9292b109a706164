// Durable messages a second: 16 senders that keep 64 messages on their way each, 5 receivers that check order and count.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { bareCommits } from './bare.ts';
import { doorOf, enterAll, openHome, text, type Carrier, type Door, type ThinAgent } from './home.ts';
import { insist, median, type Benchmark, type Result } from './result.ts';

const SENDERS = 16;
const RECEIVERS = 5;
const PIPELINED = 64;
const ROUNDS = 3;
const BARE_COMMITS = 1_500;
const BATCH_ROWS = 500;
const BATCHES = 60;

/** How it went: messages a second, and how much of a core the clients needed meanwhile. */
interface Run {
  perSecond: number;
  clientCores: number;
}

interface Load {
  perSender: number;
  carrier: Carrier;
  /** Whether the senders have the room open too, and so are sent everything as well. */
  areSendersPresent: boolean;
}

export const throughput: Benchmark = {
  name: 'throughput',
  async run({ isQuick }) {
    const perSender = isQuick ? 1_500 : 6_000;
    const runs = {
      bare: [] as number[],
      batched: [] as number[],
      peer: [] as Run[],
      tcp: [] as Run[],
      ws: [] as Run[],
      crowd: [] as Run[],
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      runs.bare.push(1000 / mean(bareCommits(BARE_COMMITS)));
      runs.batched.push((1000 * BATCH_ROWS) / mean(bareCommits(BATCHES, BATCH_ROWS)));
      runs.peer.push(await throughPeer({ perSender: Math.ceil(perSender / 4), carrier: 'tcp', areSendersPresent: false }));
      runs.tcp.push(await throughHome({ perSender, carrier: 'tcp', areSendersPresent: false }));
      runs.ws.push(await throughHome({ perSender, carrier: 'ws', areSendersPresent: false }));
      runs.crowd.push(await throughHome({ perSender, carrier: 'tcp', areSendersPresent: true }));
    }
    const what = `durable messages, ${SENDERS} pipelined senders`;
    const [bare, batched, peer] = [median(runs.bare), median(runs.batched), speed(runs.peer)];
    return [
      figure(`${what}, ${RECEIVERS} receivers, TCP (beside one commit a message)`, runs.tcp, bare),
      figure('the same (beside commits of 500 rows)', runs.tcp, batched),
      figure('the same (beside the simple peer)', runs.tcp, peer),
      figure(`${what}, ${RECEIVERS} receivers, WebSocket (beside one commit a message)`, runs.ws, bare),
      figure(`${what}, all ${SENDERS + RECEIVERS} receive, TCP (beside one commit a message)`, runs.crowd, bare),
      figure(`${what}, all ${SENDERS + RECEIVERS} receive, TCP (beside commits of 500 rows)`, runs.crowd, batched),
      { name: 'the clients needed meanwhile, TCP', value: median(runs.tcp.map((run) => run.clientCores)), unit: 'cores', baseline: null },
    ];
  },
};

function figure(name: string, runs: readonly Run[], baseline: number): Result {
  return { name, value: speed(runs), unit: 'per s', baseline };
}

function speed(runs: readonly Run[]): number {
  return median(runs.map((run) => run.perSecond));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

async function throughHome(load: Load): Promise<Run> {
  const home = await openHome();
  const run = await measure(doorOf(home), load);
  await home.close();
  return run;
}

async function throughPeer(load: Load): Promise<Run> {
  const child = fork(path.join(import.meta.dirname, 'simple-peer.ts'));
  const [port] = (await once(child, 'message')) as [number];
  const run = await measure({ tcp: `127.0.0.1:${port}`, ws: '', key: '' }, load);
  child.kill('SIGTERM');
  await once(child, 'exit');
  return run;
}

async function measure(door: Door, { perSender, carrier, areSendersPresent }: Load): Promise<Run> {
  const total = SENDERS * perSender;
  const receivers = await enterAll(RECEIVERS, 'receiver', door, carrier);
  const senders = await enterAll(SENDERS, 'sender', door, carrier);
  // They stay members, and so may send: they only do not have it open.
  if (!areSendersPresent) for (const sender of senders) await sender.ask('leave_room', { room_id: 'lobby' });
  const received = receivers.map((receiver) => receiveAll(receiver, total));
  const [startedAt, usedBefore] = [performance.now(), process.cpuUsage()];
  await Promise.all(senders.map((sender) => sendAll(sender, perSender)));
  await Promise.all(received);
  const seconds = (performance.now() - startedAt) / 1000;
  const used = process.cpuUsage(usedBefore);
  for (const agent of [...receivers, ...senders]) agent.close();
  return { perSecond: total / seconds, clientCores: (used.user + used.system) / 1e6 / seconds };
}

/** Keeps the pipe full; resolves when everything is acknowledged. The messages of others are skipped. */
function sendAll(sender: ThinAgent, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let acknowledged = 0;
    const next = (): void => {
      sender.send(`m${sent}`, 'send_message', { room_id: 'lobby', content: text(sent) });
      sent += 1;
    };
    sender.onLine = (line) => {
      if (!line.includes('"reply_to":"m')) return;
      if (line.includes('"type":"error"')) return reject(new Error(line));
      acknowledged += 1;
      if (acknowledged === count) resolve();
      else if (sent < count) next();
    };
    while (sent < Math.min(PIPELINED, count)) next();
  });
}

const SEQ = /"seq":(\d+)\}\}$/;

function receiveAll(receiver: ThinAgent, total: number): Promise<void> {
  return new Promise((resolve) => {
    let last = 0;
    receiver.onLine = (line) => {
      if (!line.includes('"type":"message_received"')) return;
      const seq = Number(SEQ.exec(line)?.[1]);
      insist(seq === last + 1, `seq ${seq} came after ${last}`);
      last = seq;
      if (last === total) resolve();
    };
  });
}
