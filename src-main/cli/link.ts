// A connection that is made again whenever it is lost, for what takes longer than one question.
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../src-shared/errors.ts';
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import type { Client, Entrance } from './client.ts';
import { Failure } from './failure.ts';

const RETRY_MS = [50, 100, 250, 500, 1_000, 2_000, 4_000] as const;
/** What is over sooner than this is of no interest: a restart, or a short command of the same agent. */
const ATTEMPTS_BEFORE_NOTICE = 4;
/** Two that lost the same home do not come back in the same instant. */
const JITTER = 0.3;
/** The home is only just starting, or is started again in a moment. */
const PASSING_CODES: ReadonlySet<string> = new Set([
  'shutting_down',
  'agent_id_taken',
  'rate_limit_agents',
  'slow_reader',
  'internal_error',
]);

export interface LinkOptions {
  connect(entrance: Entrance): Promise<Client>;
  /** For how long the first connection may fail before that is told. */
  patienceMs: number;
  /** Told to people, not to programs. */
  notice(sentence: string): void;
  signal: AbortSignal;
}

export interface Link {
  /** The next connection, once it is there. Rejects when there is no use in trying on. */
  next(): Promise<Client>;
}

export function createLink({ connect, patienceMs, notice, signal }: LinkOptions): Link {
  const startedAt = Date.now();
  let last: Client | null = null;
  let isTold = false;

  /** Another program came in as the same agent, and newest wins: this one waits until it is gone. */
  async function entranceNow(): Promise<Entrance> {
    if (last === null) return 'takes';
    return (await last.ended) === 'agent_id_taken' ? 'asks' : 'takes';
  }

  function explain(error: unknown, attempt: number): void {
    if (isTold || attempt < ATTEMPTS_BEFORE_NOTICE) return;
    isTold = true;
    const isTaken = error instanceof AppError && error.code === 'agent_id_taken';
    notice(isTaken ? 'Another program is connected as this agent; waiting until it is gone.' : 'The home does not answer; trying on.');
  }

  return {
    async next() {
      const entrance = await entranceNow();
      for (let attempt = 0; ; attempt += 1) {
        signal.throwIfAborted();
        try {
          last = await connect(entrance);
          isTold = false;
          return last;
        } catch (error) {
          const isHopeless = last === null && Date.now() - startedAt >= patienceMs;
          if (isHopeless || !mayPass(error)) throw error;
          explain(error, attempt);
          await sleep(retryDelay(attempt), undefined, { signal });
        }
      }
    },
  };
}

/** Whether trying again may help. */
export function mayPass(error: unknown): boolean {
  if (error instanceof ConnectionLost) return true;
  if (error instanceof Failure) return error.reason === 'not_running';
  return error instanceof AppError && PASSING_CODES.has(error.code);
}

export function retryDelay(attempt: number): number {
  const delay = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 0;
  return delay * (1 + JITTER * Math.random());
}
