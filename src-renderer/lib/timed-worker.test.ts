import { expect, test, vi } from 'vitest';
import { READY, Refused, TimedWorker, TookTooLong, type Answer } from './timed-worker.ts';

type Handler = ((event: MessageEvent) => void) | null;

/** A worker in this thread. `reply`: null for a job that does not end. */
class FakeWorker {
  #handler: Handler = null;
  #isReady = false;
  onerror: ((event: ErrorEvent) => void) | null = null;
  isOver = false;
  readonly #reply: (job: string) => Answer<string> | null;
  constructor(reply: (job: string) => Answer<string> | null) {
    this.#reply = reply;
  }
  set onmessage(handler: Handler) {
    this.#handler = handler;
    if (!this.#isReady) queueMicrotask(() => this.#say(READY));
    this.#isReady = true;
  }
  postMessage(job: string): void {
    const answer = this.#reply(job);
    if (answer) queueMicrotask(() => this.#say(answer));
  }
  terminate(): void {
    this.isOver = true;
  }
  #say(data: unknown): void {
    if (!this.isOver) this.#handler?.({ data } as MessageEvent);
  }
}

function pool(reply: (job: string) => Answer<string> | null) {
  const started: FakeWorker[] = [];
  const start = async (): Promise<FakeWorker> => {
    const worker = new FakeWorker(reply);
    started.push(worker);
    return worker;
  };
  return { started, timed: new TimedWorker<string, string>({ start: start as never, limitMs: 1_000, idleMs: 5_000 }) };
}

test('jobs are done one after the other by one worker, which ends when there are no more', async () => {
  vi.useFakeTimers();
  const { started, timed } = pool((job) => ({ result: job.toUpperCase() }));
  expect(await Promise.all(['a', 'b', 'c'].map((job) => timed.do(job)))).toEqual(['A', 'B', 'C']);
  expect(started).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(started[0]?.isOver).toBe(true);
  expect(await timed.do('d')).toBe('D');
  expect(started).toHaveLength(2);
  vi.useRealTimers();
});

test('a job that takes too long ends with its worker, and the next job gets another', async () => {
  vi.useFakeTimers();
  const { started, timed } = pool((job) => (job === 'endless' ? null : { result: job }));
  const endless = timed.do('endless').catch((error: unknown) => error);
  const next = timed.do('next');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await endless).toBeInstanceOf(TookTooLong);
  expect(await next).toBe('next');
  expect(started.map(({ isOver }) => isOver)).toEqual([true, false]);
  vi.useRealTimers();
});

test('a refused job leaves the worker as it is', async () => {
  const { started, timed } = pool((job) => (job === 'bad' ? { problem: 'No.' } : { result: job }));
  await expect(timed.do('bad')).rejects.toBeInstanceOf(Refused);
  expect(await timed.do('good')).toBe('good');
  expect(started).toHaveLength(1);
});

test('a worker that cannot be started fails the job alone', async () => {
  let count = 0;
  const timed = new TimedWorker<string, string>({
    start: async () => {
      count += 1;
      if (count === 1) throw new Error('offline');
      return new FakeWorker((job) => ({ result: job })) as never;
    },
    limitMs: 1_000,
    idleMs: 5_000,
  });
  await expect(timed.do('a')).rejects.toThrow('offline');
  expect(await timed.do('b')).toBe('b');
});
