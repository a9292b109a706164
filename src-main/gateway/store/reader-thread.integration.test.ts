import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestClock, type TestClock } from '../testing/clock.ts';
import { startReaderThread, type ReaderThread } from './reader-thread.ts';

let folder: string;
let file: string;
let clock: TestClock;
let logged: string[];
let spent: number[];
let reader: ReaderThread;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-reader-'));
  clock = createTestClock();
  [logged, spent] = [[], []];
});
afterEach(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

/** A reader whose thread runs this for every question. */
function readerOf(answer: string): void {
  const program = path.join(folder, 'reader.mjs');
  const source = `
    import { parentPort as port, threadId } from 'node:worker_threads';
    port.on('message', (message) => {
      if (message === 'close') return port.close();
      const { ask, name, args } = message;
      ${answer}
    });`;
  writeFileSync(program, source);
  file = path.join(folder, 'home.db');
  writeFileSync(file, 'of this home');
  const answerElsewhere = async ({ name }: { name: string }) => ({ cursor: 7, value: `${name} on the open handle`, ms: 3 });
  const onRead = (ms: number): void => void spent.push(ms);
  reader = startReaderThread({ program, file, answerElsewhere, onRead, after: clock.after, log: (message) => void logged.push(message) });
}

const THREAD = `port.postMessage({ ask, ok: true, answer: { cursor: 7, value: threadId, ms: 2 } });`;
const threadOf = async (): Promise<unknown> => (await reader.archive.task('any')).value;

describe('The reader', () => {
  it('gives each question its own answer, in whichever order they come', async () => {
    readerOf(
      `setTimeout(() => port.postMessage({ ask, ok: true, answer: { cursor: 7, value: [name, ...args], ms: 2 } }), args[0] === 'a' ? 50 : 0);`,
    );
    const answers = await Promise.all([reader.archive.vote('a', 'me'), reader.archive.messagesAfter('b', 0, 1)]);
    expect(answers).toEqual([
      { cursor: 7, value: ['vote', 'a', 'me'] },
      { cursor: 7, value: ['messagesAfter', 'b', 0, 1] },
    ]);
    expect(spent).toEqual([2, 2]);
  });

  it('fails a question that cannot be read, and answers the next', async () => {
    readerOf(
      `port.postMessage(args[0] === 'bad' ? { ask, ok: false, reason: 'The disk is gone.' } : { ask, ok: true, answer: { cursor: 0, value: 1, ms: 2 } });`,
    );
    const bad = reader.archive.task('bad');
    await expect(bad).rejects.toMatchObject({ code: 'internal_error', message: 'The home could not read that. The disk is gone.' });
    expect(await threadOf()).toBe(1);
  });

  it('fails pending reads when its thread dies, reads on the open handle for a while, and then starts another thread', async () => {
    readerOf(`if (args[0] === 'die') throw new Error('Broken'); ${THREAD}`);
    const first = await threadOf();
    const asked = [reader.archive.task('die'), reader.archive.task('after it')];
    for (const each of asked) await expect(each).rejects.toMatchObject({ code: 'internal_error' });
    expect(logged).toEqual(['The home could not be read']);
    expect(await threadOf()).toBe('task on the open handle');
    clock.pass(5_000);
    expect(await threadOf()).toEqual(expect.any(Number));
    expect(await threadOf()).not.toBe(first);
  });

  it('ends its thread when nothing is asked for a while, and never while an answer is on its way', async () => {
    readerOf(`setTimeout(() => { ${THREAD} }, args[0] === 'slow' ? 300 : 0);`);
    const first = await threadOf();
    const slow = reader.archive.task('slow');
    clock.pass(31_000);
    expect((await slow).value).toBe(first);
    clock.pass(31_000);
    expect(await threadOf()).not.toBe(first);
    expect(logged).toEqual([]);
  });

  it('starts no thread on a file that is not the one of its home', async () => {
    readerOf(THREAD);
    renameSync(file, `${file}.moved`);
    expect(await threadOf()).toBe('task on the open handle');
    writeFileSync(file, 'of another home');
    expect(await threadOf()).toBe('task on the open handle');
    rmSync(file);
    renameSync(`${file}.moved`, file);
    expect(await threadOf()).toEqual(expect.any(Number));
  });

  it('ends its thread by force at the close when a read does not end, and fails that read', async () => {
    readerOf(`if (args[0] === 'endless') for (;;); ${THREAD}`);
    await threadOf();
    const endless = reader.archive.task('endless');
    const closing = reader.close();
    clock.pass(5_000);
    await closing;
    await expect(endless).rejects.toMatchObject({ code: 'shutting_down' });
    expect(logged).toEqual([]);
  });

  it('takes no question once it is closed', async () => {
    readerOf(THREAD);
    await threadOf();
    await reader.close();
    await expect(threadOf()).rejects.toMatchObject({ code: 'shutting_down' });
  });
});
