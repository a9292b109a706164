// The part of `npm run bench -- --vs COMMAND` that reads and writes: signals, sentences, and the table.
import { machine } from '../machine.ts';
import { Fault } from './peer.ts';
import type { Contest } from './report.ts';
import { compare, planOf } from './versus.ts';

const SIGNAL_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

export interface Versus {
  command: string;
  key: string | null;
  isQuick: boolean;
  isJson: boolean;
}

export async function runVersus({ isJson, ...options }: Versus): Promise<void> {
  const ending = new AbortController();
  for (const [signal, code] of Object.entries(SIGNAL_CODES))
    process.once(signal, () => {
      process.exitCode = code;
      ending.abort();
    });
  const on = machine();
  if (!isJson) process.stderr.write(`${on}\nThe same loads on both servers, in turn …\n`);
  try {
    const contest = await compare(planOf(options, ending.signal));
    if (isJson) process.stdout.write(`${JSON.stringify({ date: today(), machine: on, command: options.command, ...contest })}\n`);
    else show(contest);
  } catch (error) {
    if (ending.signal.aborted) return;
    if (!(error instanceof Fault)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function show({ rows, broken }: Contest): void {
  const shown = rows.map(({ name, unit, ours, peer }) => {
    const ratio = ours === null || peer === null ? '' : Number((ours / peer).toPrecision(3));
    return [name, { Lanai: figure(ours), peer: figure(peer), unit, 'Lanai / peer': ratio }] as const;
  });
  console.table(Object.fromEntries(shown));
  const sentences = broken.length > 0 ? broken : ['Neither server cut a client, lost a message, or delivered one twice or out of order.'];
  process.stdout.write(`${sentences.join('\n')}\n`);
}

function figure(value: number | null): number | '' {
  return value === null ? '' : Number(value.toPrecision(3));
}
