// Durable messages a second: 16 senders that keep 64 messages on their way each, 5 receivers that check order and count.
import { bareCommits } from './bare.ts';
import { enter, openHome, text, type BenchHome, type ThinAgent } from './home.ts';
import { insist, median, type Benchmark } from './result.ts';

const SENDERS = 16;
const RECEIVERS = 5;
const PIPELINED = 64;
const ROUNDS = 3;
const BARE_COMMITS = 1_500;

export const throughput: Benchmark = {
  name: 'throughput',
  async run({ isQuick }) {
    const perSender = isQuick ? 1_500 : 6_000;
    const perSecond: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const commits = bareCommits(BARE_COMMITS);
      bare.push(BARE_COMMITS / (commits.reduce((sum, each) => sum + each, 0) / 1000));
      const home = await openHome();
      perSecond.push(await measure(home, perSender));
      await home.close();
    }
    return [
      { name: 'durable messages, 16 pipelined senders, 5 receivers', value: median(perSecond), unit: 'per s', baseline: median(bare) },
    ];
  },
};

async function measure(home: BenchHome, perSender: number): Promise<number> {
  const total = SENDERS * perSender;
  const receivers = await all(RECEIVERS, (index) => enter(home, `receiver-${index}`));
  const senders = await all(SENDERS, (index) => enter(home, `sender-${index}`));
  const received = receivers.map((receiver) => receiveAll(receiver, total));
  const startedAt = performance.now();
  await Promise.all(senders.map((sender) => sendAll(sender, perSender)));
  await Promise.all(received);
  const seconds = (performance.now() - startedAt) / 1000;
  for (const { socket } of [...receivers, ...senders]) socket.destroy();
  return total / seconds;
}

/** Keeps the pipe full; resolves when everything is acknowledged. What the others write is only counted past. */
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

function all<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => make(index)));
}
