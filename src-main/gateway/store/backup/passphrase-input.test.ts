import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { newPassphrase, passphraseOf } from './passphrase-input.ts';

/** A terminal in which these lines are typed, each after a question. */
function terminalOf(...lines: string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = new PassThrough();
  let shown = '';
  output.on('data', (data: Buffer) => {
    shown += data.toString();
    const line = shown.endsWith(': ') ? lines.shift() : undefined;
    // Once the line is read.
    if (line !== undefined) setImmediate(() => input.write(line));
  });
  return { input: input as unknown as NodeJS.ReadStream, output, shown: () => shown };
}

describe('In a terminal', () => {
  it('a passphrase is typed, corrected and not shown', async () => {
    const terminal = terminalOf('open sesamX\u007fe\r');
    expect(await passphraseOf(null, terminal)).toBe('open sesame');
    expect(terminal.shown()).toBe('Passphrase of the backup: \n');
  });

  it('a new passphrase is typed twice', async () => {
    expect(await newPassphrase(null, terminalOf('a long passphrase\r', 'a long passphrase\r'))).toBe('a long passphrase');
    await expect(newPassphrase(null, terminalOf('a long passphrase\r', 'a long passphrasf\r'))).rejects.toThrow(
      'The two passphrases differ',
    );
    await expect(newPassphrase(null, terminalOf('short\r'))).rejects.toThrow('12 to 500 characters');
  });

  it.each(['\u0003', '\u0004'])('%j gives up', async (pressed) => {
    await expect(passphraseOf(null, terminalOf(pressed))).rejects.toThrow('No passphrase was entered.');
  });
});

it('Without a terminal there is none', async () => {
  const { input, output } = terminalOf();
  input.isTTY = false;
  expect(await passphraseOf(null, { input, output })).toBeNull();
});

describe('In a file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lanai-passphrase-'));
  const file = path.join(folder, 'word');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('a passphrase is the same with and without a byte order mark', async () => {
    writeFileSync(file, '\uFEFFa passphrase for Käse\r\nmore');
    expect(await passphraseOf(file)).toBe('a passphrase for Käse');
    expect(await newPassphrase(file)).toBe('a passphrase for Käse');
  });

  it.each([
    ['bytes that are not UTF-8', Buffer.from('a passphrase for K\u00e4se', 'latin1')],
    ['UTF-16 with a byte order mark', Buffer.from('\uFEFFa passphrase', 'utf16le')],
    ['UTF-16 without one', Buffer.from('a passphrase', 'utf16le')],
    ['a NUL', Buffer.from('a passphrase\0')],
  ])('%s are refused', async (_what, bytes) => {
    writeFileSync(file, bytes);
    await expect(passphraseOf(file)).rejects.toThrow('is not text in UTF-8');
    await expect(newPassphrase(file)).rejects.toThrow('is not text in UTF-8');
  });
});
