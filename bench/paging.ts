// Twenty clients page through a large room while others talk: how long the home's event loop is held up, and how long a page takes.
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { doorOf, enter, enterAll, openHome, type BenchHome, type ThinAgent } from './home.ts';
import { newLargeFolder } from './large-home.ts';
import { keepTalking } from './rate.ts';
import { insist, median, quantile, type Benchmark } from './result.ts';

const READERS = 20;
const PER_SECOND = 100;
const WARM_UP_MS = 2_000;
const MEASURED_MS = 10_000;
const PAGE = 50;

interface LoopDelay {
  p50: number;
  p99: number;
  max: number;
}

export const paging: Benchmark = {
  name: 'paging',
  async run({ isQuick }) {
    const messages = isQuick ? 100_000 : 1_000_000;
    const folder = await newLargeFolder(messages);
    const home = await openHome(folder, { nodeFlags: ['--require', path.join(import.meta.dirname, 'loop-delay.cjs')] });
    const readers = await enterAll(READERS, 'reader', doorOf(home));
    const sender = await enter(doorOf(home), 'sender');

    const end = new AbortController();
    const pages: number[] = [];
    const work = [...readers.map((reader) => readOn(reader, messages, pages, end.signal)), keepTalking(sender, PER_SECOND, end.signal)];
    await sleep(WARM_UP_MS);
    await loopDelay(home);
    pages.length = 0;
    await sleep(MEASURED_MS);
    const delay = await loopDelay(home);
    end.abort();
    const measured = [...pages];
    await Promise.all(work);
    for (const agent of [...readers, sender]) agent.close();
    await home.close();
    insist(measured.length > READERS, 'hardly a page was read');
    const name = `${READERS} clients page through ${messages.toLocaleString('en')}, ${PER_SECOND} messages/s`;
    return [
      { name: `${name}: event-loop delay, p50`, value: delay.p50, unit: 'ms', baseline: null },
      { name: `${name}: event-loop delay, p99`, value: delay.p99, unit: 'ms', baseline: null },
      { name: `${name}: event-loop delay, the longest`, value: delay.max, unit: 'ms', baseline: null },
      { name: `${name}: pages of ${PAGE}`, value: (measured.length * 1000) / MEASURED_MS, unit: '/s', baseline: null },
      { name: `${name}: page, p50`, value: median(measured), unit: 'ms', baseline: null },
      { name: `${name}: page, p99`, value: quantile(measured, 0.99), unit: 'ms', baseline: null },
    ];
  },
};

/** Reads one page after the other, each from another place of the room. */
async function readOn(reader: ThinAgent, messages: number, pages: number[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const startedAt = performance.now();
    const since_seq = Math.floor(Math.random() * (messages - PAGE));
    const { type } = await reader.ask('get_history', { room_id: 'lobby', since_seq, limit: PAGE });
    insist(type === 'history_result', `a page was answered with ${type}`);
    pages.push(performance.now() - startedAt);
  }
}

/** The delays since the last call. */
async function loopDelay({ gateway }: BenchHome): Promise<LoopDelay> {
  const before = reports(gateway.stderr()).length;
  process.kill(gateway.pid, 'SIGUSR2');
  for (let tries = 0; tries < 100; tries += 1) {
    const report = reports(gateway.stderr())[before];
    if (report !== undefined) return JSON.parse(report) as LoopDelay;
    await sleep(20);
  }
  throw new Error('The gateway did not report the delays of its event loop.');
}

function reports(stderr: string): string[] {
  return stderr.split('\n').flatMap((line) => (line.startsWith('loop-delay ') ? line.slice('loop-delay '.length) : []));
}
