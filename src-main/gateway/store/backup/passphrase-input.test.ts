import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
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
