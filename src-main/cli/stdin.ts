import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Failure, UsageError } from './failure.ts';

/** All of stdin, without the newline that a shell puts behind it. */
export async function readStdin(): Promise<string> {
  if (process.stdin.isTTY) throw new UsageError('There is nothing to read: give it as an argument, or pipe it in.');
  return (await text(process.stdin)).replace(/\r?\n$/, '');
}

/** The secret in a file; "-" means stdin. */
export async function readSecret(file: string): Promise<string> {
  if (file === '-') return (await readStdin()).trim();
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Failure(`The secret in ${file} cannot be read.`, undefined, { cause: error });
  }
}
