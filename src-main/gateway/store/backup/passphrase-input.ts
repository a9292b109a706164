// The passphrase of a backup for the command: the first line of a file, or typed in a terminal without an echo. It is never an argument,
// because other accounts can list the arguments of a process.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { PassThrough } from 'node:stream';
import { AppError } from '../../../../src-shared/errors.ts';
import { PASSPHRASE_CHARS_MAX, PASSPHRASE_CHARS_MIN } from '../../../../src-shared/maintenance.ts';

interface Terminal {
  input: NodeJS.ReadStream;
  output: NodeJS.WritableStream;
}

const TERMINAL: Terminal = { input: process.stdin, output: process.stderr };

/** Of an encrypted backup. Null: there is none, and no terminal to ask on. */
export async function passphraseOf(file: string | null, terminal = TERMINAL): Promise<string | null> {
  if (file !== null) return lineOf(file);
  return terminal.input.isTTY ? await typed('Passphrase of the backup: ', terminal) : null;
}

/** For a backup that is about to be made; in a terminal it is typed twice. Throws `invalid_payload` for one that is too short. */
export async function newPassphrase(file: string | null, terminal = TERMINAL): Promise<string> {
  if (file !== null) return longEnough(lineOf(file));
  if (!terminal.input.isTTY)
    throw new AppError('invalid_payload', 'There is no terminal to ask for the passphrase. Use --passphrase-file.');
  const passphrase = longEnough(await typed('Passphrase for the backup: ', terminal));
  if ((await typed('The same passphrase again: ', terminal)) !== passphrase)
    throw new AppError('invalid_payload', 'The two passphrases differ. No backup was made.');
  return passphrase;
}

function lineOf(file: string): string {
  const line = textOf(file).split(/\r?\n/, 1)[0] ?? '';
  if (line === '') throw new AppError('invalid_payload', `There is no passphrase in the first line of ${file}.`);
  return line;
}

/** Strips the byte order mark. Rejects invalid bytes: with replacement characters, different passphrases would be equal. */
function textOf(file: string): string {
  const bytes = readFileSync(file);
  const notText = `${file} is not text in UTF-8. Save it as UTF-8 and try again.`;
  if (bytes.includes(0)) throw new AppError('invalid_payload', notText);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AppError('invalid_payload', notText, { cause: error });
  }
}

export function isLongEnough(passphrase: string): boolean {
  return passphrase.length >= PASSPHRASE_CHARS_MIN && passphrase.length <= PASSPHRASE_CHARS_MAX;
}

function longEnough(passphrase: string): string {
  if (!isLongEnough(passphrase))
    throw new AppError('invalid_payload', `A passphrase has ${PASSPHRASE_CHARS_MIN} to ${PASSPHRASE_CHARS_MAX} characters.`);
  return passphrase;
}

/** The library edits the line, and shows it nowhere. Rejects with AppError when the input ends or Ctrl C is pressed. */
async function typed(question: string, { input, output }: Terminal): Promise<string> {
  output.write(question);
  const line = createInterface({ input, output: new PassThrough().resume(), terminal: true, historySize: 0 });
  try {
    return await new Promise((resolve, reject) => {
      line.once('line', resolve);
      line.once('close', () => reject(new AppError('invalid_payload', 'No passphrase was entered.')));
    });
  } finally {
    line.close();
    output.write('\n');
  }
}
