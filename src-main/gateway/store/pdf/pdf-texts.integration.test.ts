// The texts of PDF files, also of such as are made to hold the reader up or to fill its memory.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { realAfter } from '../../testing/clock.ts';
import { endlessPdf, lockedPdf, pdfBomb, pdfOf, SCAN, textPage } from '../../testing/pdf-files.ts';
import { PdfTexts } from './pdf-texts.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lanai-pdf-'));
afterAll(() => rmSync(folder, { recursive: true }));

const resources = path.resolve('node_modules/pdfjs-dist');
const texts = (timeMs?: number): PdfTexts =>
  new PdfTexts({ program: path.join(inject('gatewayThreads'), 'pdf-reader.cjs'), resources, after: realAfter, ...(timeMs && { timeMs }) });
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
    await expect(textOf(pdfBomb([]), texts(1))).rejects.toThrow('takes too long');
    const endless = await textOf(endlessPdf([textPage('One')]), texts(3_000));
    expect(endless.text).toMatch(/^One\n\(page 2\)\nx/);
    expect(endless.cut).toMatch(/^(slow|long)$/);
  });

  it('that would fill the memory ends there', async () => {
    await expect(textOf(pdfBomb([]))).rejects.toThrow('too much memory');
    expect(await textOf(pdfBomb([textPage('One')]))).toMatchObject({ text: 'One', pages: 2, cut: 'heavy' });
  });

  it('is read once, and no more than some files wait', async () => {
    const reader = texts();
    const file = path.join(folder, 'twice.pdf');
    writeFileSync(file, pdfOf([textPage('One')]));
    const first = reader.textOf(file, 'one');
    expect(reader.textOf(file, 'one')).toBe(first);
    const others = Array.from({ length: 7 }, (_, at) => reader.textOf(file, `${at}`));
    expect(() => reader.textOf(file, 'more')).toThrow('Try again');
    reader.close();
    const ended = await Promise.allSettled([first, ...others]);
    expect(ended.slice(1).map(({ status }) => status)).toEqual(others.map(() => 'rejected'));
  });
});
