// A foreign agent as a separate process: a program of ./strangers, its arguments and its output.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { recordOf } from './transports.ts';

const PROGRAMS = path.join(import.meta.dirname, 'strangers');
const WAIT_MS = 30_000;

export interface StrangerProcess {
  readonly id: string;
  /** The next output under this name. */
  tells(what: string): Promise<Record<string, unknown>>;
  say(word: string): void;
  signal(signal: NodeJS.Signals): void;
  readonly ended: Promise<unknown>;
}

export interface Call {
  program: string;
  id: string;
  address: string;
  key: string;
  words?: readonly string[];
}

export function startStranger({ program, id, address, key, words = [] }: Call): StrangerProcess {
  const child = spawn(process.execPath, [path.join(PROGRAMS, `${program}.ts`), address, key, id, ...words], { stdio: 'pipe' });
  const told: Record<string, unknown>[] = [];
  /** All of its output, after it has ended. */
  let history = '';
  const looking = new Set<() => void>();
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (line) => {
    history += `${line}\n`;
    told.push(recordOf({ payload: JSON.parse(line) }));
    for (const look of [...looking]) look();
  });
  return {
    id,
    ended: once(child, 'exit'),
    say: (word) => void child.stdin.write(`${word}\n`),
    signal: (signal) => void child.kill(signal),
    tells: (what) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => settle(() => reject(new Error(`${id} did not tell "${what}". It told: ${history} ${stderr}`))),
          WAIT_MS,
        );
        const settle = (done: () => void): void => {
          clearTimeout(timer);
          looking.delete(look);
          done();
        };
        const look = (): void => {
          const at = told.findIndex((each) => each.what === what);
          const [found] = at === -1 ? [] : told.splice(at, 1);
          if (found) settle(() => resolve(found));
        };
        looking.add(look);
        look();
      }),
  };
}
