// One question, or a few, and then the end: what most commands are.
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../src-shared/errors.ts';
import { ConnectionLost } from '../../src-shared/home-client.ts';
import { connectClient, type Client, type ConnectOptions } from './client.ts';
import { findHome, identityOf, type AgentOptions } from './home-options.ts';
import { retryDelay } from './link.ts';

/** How often it asks before it ends the connection of another program that came in as the same agent. */
const POLITE_TRIES = 3;
const POLITE_PAUSE_MS = 40;
const TRIES_MAX = 8;

export interface SessionOptions {
  /** Doing it twice is doing it once, so it is done again when the connection was lost on the way. */
  isRepeatable: boolean;
}

export async function withClient<T>(
  options: AgentOptions,
  work: (client: Client) => Promise<T>,
  { isRepeatable }: SessionOptions = { isRepeatable: true },
): Promise<T> {
  const identity = identityOf(options, process.env);
  for (let attempt = 1; ; attempt += 1) {
    let hasBegun = false;
    try {
      // Whoever was pushed out is more patient the next time: that is how many at once come to take turns.
      const client = await enter({ target: findHome(options, process.env), identity }, POLITE_TRIES * 2 ** (attempt - 1));
      hasBegun = true;
      return await work(client).finally(() => client.close());
    } catch (error) {
      const isWorthIt = error instanceof ConnectionLost && (isRepeatable || !hasBegun);
      if (!isWorthIt || attempt === TRIES_MAX) throw error;
      await sleep(retryDelay(attempt));
    }
  }
}

/** A command of the same agent is soon done; a `wait` of it gives way, and comes back by itself. */
async function enter(options: Pick<ConnectOptions, 'target' | 'identity'>, politeTries: number): Promise<Client> {
  for (let attempt = 1; attempt <= politeTries; attempt += 1) {
    try {
      return await connectClient({ ...options, entrance: 'asks' });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'agent_id_taken') throw error;
      await sleep(POLITE_PAUSE_MS * Math.random() + POLITE_PAUSE_MS / 2);
    }
  }
  return connectClient({ ...options, entrance: 'takes' });
}
