import { text } from 'node:stream/consumers';
import { UsageError } from './failure.ts';

/** All of stdin, without the newline that a shell puts behind it. */
export async function readStdin(): Promise<string> {
  if (process.stdin.isTTY) throw new UsageError('There is nothing to read: give it as an argument, or pipe it in.');
  return (await text(process.stdin)).replace(/\r?\n$/, '');
}
