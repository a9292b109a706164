// An agent's connection that is made again whenever it is lost, for work that takes longer than one request.
import { AppError } from '../errors.ts';
import type { Timer } from '../timer.ts';
import { isTaken, type Admission, type AgentClient } from './agent-client.ts';
import { createBackoff, SCHEDULES } from './backoff.ts';
import { ConnectionLost } from './pending-requests.ts';

/** A trouble that is over sooner is of no interest: a restart, or a short command of the same agent. */
const ATTEMPTS_BEFORE_TROUBLE = 4;
/** A connection that ends sooner counts as a failed try: a server that accepts and drops at once is not asked without a pause. */
const LASTING_MS = 5_000;
/** The server is only just starting, or is started again in a moment. */
const TEMPORARY_CODES: ReadonlySet<string> = new Set([
  'shutting_down',
  'agent_id_taken',
  'rate_limit_agents',
  'slow_reader',
  'internal_error',
]);

/** The part of an AbortSignal that is used here. */
export interface StopSignal {
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', run: () => void): void;
  removeEventListener(type: 'abort', run: () => void): void;
}

export interface ReconnectingAgentOptions {
  connect(admission: Admission): Promise<AgentClient>;
  timer: Timer;
  /** In milliseconds. */
  now(): number;
  /** How long the first connection may fail, in milliseconds. */
  patienceMs: number;
  /** Whether a further try may help. */
  isTemporary(error: unknown): boolean;
  /** Once for each time without a connection. `taken`: another program is connected as this agent. */
  onTrouble(why: 'taken' | 'away'): void;
  signal: StopSignal;
}

export interface ReconnectingAgent {
  /** The next connection, once it is there. Rejects when a further try is of no use, and when the signal is aborted. */
  next(): Promise<AgentClient>;
}

export function createReconnectingAgent(options: ReconnectingAgentOptions): ReconnectingAgent {
  const { connect, timer, now, patienceMs, isTemporary, onTrouble, signal } = options;
  const startedAt = now();
  const backoff = createBackoff(SCHEDULES.agent);
  let last: AgentClient | null = null;
  let connectedAt = 0;

  /** Another program registered as the same agent, and the newest wins: this one waits until that is gone. */
  async function admissionNow(): Promise<Admission> {
    if (last === null) return 'replace';
    return (await last.ended) === 'agent_id_taken' ? 'refuse' : 'replace';
  }

  return {
    async next() {
      const admission = await admissionNow();
      if (last && now() - connectedAt >= LASTING_MS) backoff.reset();
      else if (last) await pause(timer, backoff.next(), signal);
      for (let attempt = 0; ; attempt += 1) {
        signal.throwIfAborted();
        try {
          last = await connect(admission);
          connectedAt = now();
          return last;
        } catch (error) {
          const isHopeless = last === null && now() - startedAt >= patienceMs;
          if (isHopeless || !isTemporary(error)) throw error;
          if (attempt === ATTEMPTS_BEFORE_TROUBLE) onTrouble(isTaken(error) ? 'taken' : 'away');
          await pause(timer, backoff.next(), signal);
        }
      }
    },
  };
}

/** Whether the server may accept a further try, by its own refusal. */
export function isTemporaryRefusal(error: unknown): boolean {
  return error instanceof ConnectionLost || (error instanceof AppError && TEMPORARY_CODES.has(error.code));
}

/** Rejects with the reason of the signal when that is aborted. */
function pause(timer: Timer, ms: number, signal: StopSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      cancel();
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = (): void => end(() => reject(signal.reason));
    const cancel = timer.after(ms, () => end(resolve));
    signal.addEventListener('abort', onAbort);
  });
}
