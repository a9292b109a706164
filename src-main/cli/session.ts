// The command's connections: one for a few requests, as most commands need, or one that reconnects.
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAgent, type Admission, type AgentClient } from '../../src-shared/client/agent-client.ts';
import { createBackoff, SCHEDULES } from '../../src-shared/client/backoff.ts';
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import { createReconnectingAgent, isTemporaryRefusal, type ReconnectingAgent } from '../../src-shared/client/reconnecting-agent.ts';
import { Failure } from './failure.ts';
import { findHome, identityOf, type AgentOptions } from './home-options.ts';
import type { Output } from './output.ts';
import { commandTimer } from './timers.ts';
import { agentSocket } from './transport.ts';

const TRIES_MAX = 8;

type OnPush = (type: string, payload: unknown) => void;

async function connect(options: AgentOptions, admission: Admission, onPush?: OnPush): Promise<AgentClient> {
  const identity = identityOf(options, process.env);
  const { addresses, key } = findHome(options, process.env);
  return connectAgent({ openSocket: agentSocket(() => addresses), timer: commandTimer, identity, key, admission, onPush });
}

export interface SessionOptions {
  /** Doing it twice is doing it once, so it is done again when the connection was lost on the way. */
  isRepeatable: boolean;
  onPush?: OnPush;
}

export async function withClient<T>(
  options: AgentOptions,
  work: (client: AgentClient) => Promise<T>,
  { isRepeatable, onPush }: SessionOptions = { isRepeatable: true },
): Promise<T> {
  const backoff = createBackoff(SCHEDULES.agent);
  for (let attempt = 1; ; attempt += 1) {
    let hasBegun = false;
    try {
      // A `wait` of the same agent continues meanwhile, and keeps its presence and its lead.
      const client = await connect(options, 'share', onPush);
      hasBegun = true;
      return await work(client).finally(() => client.close());
    } catch (error) {
      const isWorthIt = error instanceof ConnectionLost && (isRepeatable || !hasBegun);
      if (!isWorthIt || attempt === TRIES_MAX) throw error;
      await sleep(backoff.next());
    }
  }
}

interface StayOptions {
  /** A second connection of the same agent stays, where the home knows how to. */
  isShared: boolean;
  onPush?: OnPush;
  /** How long the first connection may fail, in milliseconds. */
  patienceMs: number;
  output: Output;
  signal: AbortSignal;
}

/** For commands that stay connected. Trouble is said to people, not to programs. */
export function stayConnected(options: AgentOptions, { isShared, onPush, patienceMs, output, signal }: StayOptions): ReconnectingAgent {
  return createReconnectingAgent({
    connect: (admission) => connect(options, isShared && admission === 'replace' ? 'share' : admission, onPush),
    timer: commandTimer,
    now: Date.now,
    patienceMs,
    isTemporary,
    onTrouble: (why) =>
      output.notice(
        why === 'taken' ? 'Another program is connected as this agent; waiting until it is gone.' : 'The home does not answer; trying on.',
      ),
    signal,
  });
}

/** Does the work on each connection. One that is lost while the work is done gives way to the next. Rejects with all other errors. */
export async function onEachConnection(connections: ReconnectingAgent, work: (client: AgentClient) => Promise<void>): Promise<never> {
  for (;;) {
    const client = await connections.next();
    try {
      await work(client);
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
    } finally {
      client.close();
    }
  }
}

/** Whether trying again may help. */
export function isTemporary(error: unknown): boolean {
  return error instanceof Failure ? error.reason === 'not_running' : isTemporaryRefusal(error);
}
