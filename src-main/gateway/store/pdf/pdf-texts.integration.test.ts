// The texts of PDF files, also of such as are made to hold the reader up or to fill its memory.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { realAfter } from '../../testing/clock.ts';
import { endlessPdf, lockedPdf, longLinePdf, pdfBomb, pdfOf, SCAN, textPage, wideLetterPdf } from '../../testing/pdf-files.ts';
import { forkPdfReader } from './pdf-fork.ts';
import { PDF_PIECE_CHARS_MAX, type PdfReaderListener, type StartPdfReader } from './pdf-job.ts';
import { PDF_TEXT_BYTES_MAX } from './pdf-reading.ts';
import { PdfTexts, type PdfTextsOptions } from './pdf-texts.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lanai-pdf-'));
afterAll(() => rmSync(folder, { recursive: true }));

const resources = path.resolve('node_modules/pdfjs-dist');
const READER = path.join(inject('gatewayThreads'), 'pdf-reader.cjs');
const forked = forkPdfReader(READER);
const texts = (options: Partial<PdfTextsOptions> = {}): PdfTexts =>
  new PdfTexts({ start: forked, resources, now: Date.now, after: realAfter, ...options });
let count = 0;

function textOf(bytes: Buffer, reader = texts()) {
  count += 1;
  const file = path.join(folder, `${count}.pdf`);
  writeFileSync(file, bytes);
  return reader.textOf(file, file);
}

describe('the text of a PDF', () => {
  it('has its pages, each under its number', async () => {
    expect(await textOf(pdfOf([textPage('One (1)'), { content: '' }, textPage('Drei: \u00fc')]))).toEqual({
      text: expect.stringMatching(/^One \(1\)\n\(page 3\)\nDrei: /),
      pages: 3,
      through: 3,
      cut: null,
    });
  });

  it('ends visibly when it is too long', async () => {
    const line = `1 0 0 1 72 700 Tm (${'word '.repeat(20)}) Tj `;
    const long = { content: `BT /F1 1 Tf ${line.repeat(8_000)} ET` };
    const { text, ...rest } = await textOf(pdfOf([textPage('One'), long, textPage('Three')]));
    expect(rest).toEqual({ pages: 3, through: 2, cut: 'long' });
    expect(Buffer.byteLength(text)).toBeLessThan(700_000);
  });

  it.each([
    ['a scan', SCAN, 'without text'],
    ['a file with a password', lockedPdf(), 'with a password'],
    ['no PDF', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(100_000, 'x')]), 'cannot be read'],
    ['a torn file', pdfOf([textPage('One')]).subarray(0, 200), 'cannot be read'],
    ['brackets without an end', pdfOf([{ content: '['.repeat(2_000_000) }]), 'without text'],
    [
      'pages that contain themselves',
      Buffer.from(
        pdfOf([textPage('One')])
          .toString('latin1')
          .replace('Kids[4 0', 'Kids[2 0'),
        'latin1',
      ),
      'PDF',
    ],
  ])('of %s is none, with the reason', async (_what, bytes, reason) => {
    await expect(textOf(bytes)).rejects.toThrow(reason);
  });

  it('says which page cannot be read', async () => {
    const whole = pdfOf([textPage('One'), textPage('Two')]).toString('latin1');
    expect(await textOf(Buffer.from(whole.replace('Kids[4 0 R 6 0 R]', 'Kids[4 0 R 9 0 R]'), 'latin1'))).toMatchObject({
      text: 'One\n(page 2 cannot be read)\n',
      cut: null,
    });
  });

  it('that would take for ever ends where the time does', async () => {
    await expect(textOf(pdfBomb([]), texts({ timeMs: 1 }))).rejects.toThrow('takes too long');
    const endless = await textOf(endlessPdf([textPage('One')]), texts({ timeMs: 3_000 }));
    expect(endless.text).toMatch(/^One\n\(page 2\)\nx/);
    expect(endless.cut).toMatch(/^(slow|long)$/);
  });

  it('that would fill the memory ends there', async () => {
    await expect(textOf(pdfBomb([]))).rejects.toThrow('too much memory');
    expect(await textOf(pdfBomb([textPage('One')]))).toMatchObject({ text: 'One', pages: 2, cut: 'heavy' });
  });

  it('that makes V8 give up ends its process alone', async () => {
    await expect(textOf(wideLetterPdf([]))).rejects.toThrow('too much memory');
    expect(await textOf(wideLetterPdf([textPage('One')]))).toMatchObject({ text: 'One', cut: 'heavy' });
  });

  it('is read no further when the gateway is killed', async () => {
    const file = path.join(folder, 'endless.pdf');
    writeFileSync(file, endlessPdf([textPage('One')]));
    const child = fork(READER, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.send({ file, resources, pagesMax: 9, charsMax: Number.MAX_SAFE_INTEGER });
    await new Promise((resolve) => child.once('message', resolve));
    child.disconnect();
    expect(await ended).toBe(0);
  });

  it('is cut in the process when one line is too long', async () => {
    const said: unknown[] = [];
    const start: StartPdfReader = (job, listener) =>
      forked(job, {
        ...listener,
        onMessage(message) {
          said.push(message);
          listener.onMessage(message);
        },
      });
    const { text, cut } = await textOf(longLinePdf(), texts({ start }));
    expect([text.length, cut]).toEqual([PDF_TEXT_BYTES_MAX, 'long']);
    expect(JSON.stringify(said).length).toBeLessThan(PDF_TEXT_BYTES_MAX + 10_000);
  });
});

/** Readers that do as the test says. */
function scripted() {
  const started: { file: string; listener: PdfReaderListener; isKilled: boolean }[] = [];
  const start: StartPdfReader = ({ file }, listener) => {
    const reader = { file, listener, isKilled: false };
    started.push(reader);
    const kill = (): void => {
      if (reader.isKilled) return;
      reader.isKilled = true;
      listener.onEnd();
    };
    return { kill };
  };
  const alarms: { ms: number; run: () => void }[] = [];
  const after = (ms: number, run: () => void): (() => void) => {
    const alarm = { ms, run };
    alarms.push(alarm);
    return () => void alarms.splice(alarms.indexOf(alarm), 1);
  };
  const say = (at: number, ...messages: object[]): void => messages.forEach((message) => started[at]?.listener.onMessage(message));
  const reader = texts({ start, after });
  return { reader, started, alarms, say, begun: (count: number) => expect.poll(() => started.length).toBe(count) };
}

const WHOLE = [{ kind: 'pages', count: 1 }, { kind: 'text', page: 1, text: 'One' }, { kind: 'done' }];

describe('reading PDF files', () => {
  it('takes one at a time, each once, and no more than some wait', async () => {
    const { reader, started, say, begun } = scripted();
    const [first, again] = [reader.textOf('a', 'a'), reader.textOf('a', 'a')];
    const others = Array.from({ length: 7 }, (_, at) => reader.textOf(`${at}`, `${at}`));
    await expect(reader.textOf('more', 'more')).rejects.toThrow('Try again');
    await begun(1);
    say(0, ...WHOLE);
    expect(await first).toEqual(await again);
    await begun(2);
    expect(started.map(({ file, isKilled }) => [file, isKilled])).toEqual([
      ['a', true],
      ['0', false],
    ]);
    reader.close();
    const ended = await Promise.allSettled(others);
    expect(ended.map(({ status }) => status)).toEqual(others.map(() => 'rejected'));
    expect(started.map(({ isKilled }) => isKilled)).toEqual([true, true]);
  });

  it('ends when all who asked have given up, and begins again for the next', async () => {
    const { reader, started, say, begun } = scripted();
    const [one, two] = [new AbortController(), new AbortController()];
    const first = reader.textOf('a', 'a', { signal: one.signal });
    const second = reader.textOf('a', 'a', { signal: two.signal });
    await begun(1);
    one.abort(new Error('stopped'));
    await expect(first).rejects.toThrow('stopped');
    expect(started[0]?.isKilled).toBe(false);
    two.abort(new Error('stopped too'));
    await expect(second).rejects.toThrow('stopped too');
    await expect.poll(() => started[0]?.isKilled).toBe(true);
    const third = reader.textOf('a', 'a');
    await begun(2);
    say(1, ...WHOLE);
    expect(await third).toMatchObject({ text: 'One' });
  });

  it('does not read a file again that failed or took too much, for an hour', async () => {
    const { reader, started, alarms, begun } = scripted();
    const first = reader.textOf('a', 'a');
    await begun(1);
    started[0]?.listener.onEnd();
    await expect(first).rejects.toThrow('too much memory');
    await expect(reader.textOf('a', 'a')).rejects.toThrow('too much memory');
    expect(started).toHaveLength(1);
    expect(alarms.map(({ ms }) => ms)).toEqual([3_600_000]);
    alarms[0]?.run();
    void reader.textOf('a', 'a').catch(() => 'It ends with the test.');
    await begun(2);
    reader.close();
  });

  it('takes no message from a reader that is not in the contract', async () => {
    const { reader, say, begun } = scripted();
    const read = reader.textOf('a', 'a');
    await begun(1);
    say(0, { kind: 'text', page: 1, text: 'x'.repeat(PDF_PIECE_CHARS_MAX + 1) });
    await expect(read).rejects.toThrow('cannot be read');
  });
});
