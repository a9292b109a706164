// The rows of the table in docs/performance.md, with the bars that they have to hold.

export interface Bar {
  of: 'value' | 'ratio';
  atLeast?: number;
  atMost?: number;
  /** It counts only where the counterpart's figure is below this one. */
  whenBesideBelow?: number;
}

export interface Row {
  /** The benchmark, and the name of its result. */
  benchmark: string;
  result: string;
  label: string;
  /** The counterpart. */
  beside?: string;
  bars?: readonly Bar[];
}

const SENDERS = 'durable messages, 16 pipelined senders';
const TYPED = 'key to text while 50 messages/s arrive';

const ratioAtLeast = (atLeast: number): Bar => ({ of: 'ratio', atLeast });
const ratioAtMost = (atMost: number): Bar => ({ of: 'ratio', atMost });
const atMost = (limit: number): Bar => ({ of: 'value', atMost: limit });

export const ROWS: readonly Row[] = [
  ...rows('throughput', 'commits of 500 rows', [
    ['the same (beside commits of 500 rows)', `${SENDERS}, 5 receivers, TCP`, ratioAtLeast(0.2)],
    [`${SENDERS}, all 21 receive, TCP (beside commits of 500 rows)`, 'the same, all 21 receive', ratioAtLeast(0.16)],
  ]),
  ...rows('throughput', 'the simple peer', [['the same (beside the simple peer)', 'the same, 5 receivers', ratioAtLeast(6)]]),
  ...rows('throughput', 'one commit a message', [
    [`${SENDERS}, 5 receivers, WebSocket (beside one commit a message)`, 'the same over WebSocket'],
  ]),
  ...rows('latency', 'a bare commit', [
    ['ack on disk, one at a time, p50', 'acknowledged on disk, one at a time, p50', ratioAtMost(1.8)],
    ['ack on disk, one at a time, p99', 'the same, p99'],
  ]),
  ...fanOut(500, 20, 15),
  ...fanOut(2_000, 80, 60),
  ...rows('memory', undefined, [
    ['memory, idle', 'memory, idle', atMost(80)],
    ['memory for an idle connection, registered', 'memory for an idle connection, registered', atMost(20)],
    ['memory for an idle connection, all in one room', 'the same, all in one room', atMost(25)],
  ]),
  ...rows('large-home', undefined, [
    ['ready, a home with 1,000,000 messages', 'ready, 1,000,000 messages', atMost(300)],
    ['page of 50 from 1,000,000, p99', 'history page of 50 from 1,000,000, p99', atMost(5)],
    ['search in 1,000,000, p99', 'search in 1,000,000, p99', atMost(60)],
  ]),
  ...rows('streams', 'a bare WebSocket', [['first words of a stream at a reader, p50', 'first words of a stream at a reader, p50']]),
  ...rows('streams', 'the same without them', [
    ['ack beside 20 streams of 50/s, p50', 'ack of a message beside 20 streams of 50/s, p50', ratioAtMost(2)],
    ['ack beside 20 streams of 50/s, p99', 'the same, p99'],
  ]),
  ...rows('models', 'a direct reader', [
    ['first words of a model at a reader, p50', 'first words of a model at a reader, p50', atMost(50)],
    ['first words of a model at a reader, p99', 'the same, p99'],
  ]),
  ...rows('ui', undefined, [
    ['open a room of 100,000 messages, p50', 'open a room of 100,000 messages, p50', atMost(150)],
    ['open a room of 100,000 messages, slowest', 'the same, slowest of 7'],
    ['tasks over 50 ms in 200 screens of scrolling', 'tasks over 50 ms while 200 screens are scrolled', atMost(0)],
    [`${TYPED}, p50`, `${TYPED}, p50`, atMost(16)],
    [`${TYPED}, p95`, 'the same, p95'],
    ["memory of the page's process after 30 rooms", "memory of the page's process after 30 rooms", atMost(200)],
  ]),
  ...rows('threads', undefined, [
    ['open a room of 50,000 messages and 5,000 threads, p50', 'open a room of 50,000 messages and 5,000 threads, p50', atMost(150)],
    ['open a room of 50,000 messages and 5,000 threads, slowest', 'the same, slowest of 7'],
    ['with threads: tasks over 50 ms in 200 screens of scrolling', 'tasks over 50 ms while 200 screens of it are scrolled', atMost(0)],
    [`with threads: ${TYPED}, p50`, `${TYPED} there, p50`, atMost(16)],
    [`with threads: ${TYPED}, p95`, 'the same, p95'],
  ]),
  ...rows('crowd', undefined, [
    ['the page until its rows, p50', '1,000 rooms and 1,000 people: reload the page until its rows, p50 of 7'],
    ['tasks over 50 ms in 30 screens of the sidebar', 'tasks over 50 ms while 30 screens of the sidebar are scrolled', atMost(0)],
    ['frame to frame while it scrolls, p95', 'frame to frame meanwhile, p95'],
    [`${TYPED}, p50`, `${TYPED} there, p50`, atMost(16)],
    [`${TYPED}, p95`, 'the same, p95'],
  ]),
  ...rows('writers', undefined, [
    ['key to text while 20 agents write at 50/s, p50', 'key to text while 20 agents write at 50/s, p50', atMost(16)],
    ['key to text while 20 agents write at 50/s, p95', 'the same, p95'],
  ]),
];

function rows(benchmark: string, beside: string | undefined, given: readonly [result: string, label: string, bar?: Bar][]): Row[] {
  return given.map(([result, label, bar]) => ({
    ...{ benchmark, result, label },
    ...(beside === undefined ? {} : { beside }),
    ...(bar ? { bars: [bar] } : {}),
  }));
}

function fanOut(size: number, limit: number, whenBesideBelow: number): Row[] {
  const name = `fan-out to ${size} at 20/s`;
  return [
    {
      ...{ benchmark: 'fan-out', result: `${name}, p99`, label: `fan-out to ${size.toLocaleString('en')} at 20/s, p99` },
      beside: 'a bare `ws` broadcast',
      bars: [ratioAtMost(1.2), { of: 'value', atMost: limit, whenBesideBelow }],
    },
  ];
}
