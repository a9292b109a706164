// One question, or a few, and then the end: what most commands are.
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import { connectClient, type Client } from './client.ts';
import { findHome, identityOf, type AgentOptions } from './home-options.ts';
import { retryDelay } from './link.ts';

const TRIES_MAX = 8;

export interface SessionOptions {
  /** Doing it twice is doing it once, so it is done again when the connection was lost on the way. */
  isRepeatable: boolean;
  onPush?(type: string, payload: unknown): void;
}

export async function withClient<T>(
  options: AgentOptions,
  work: (client: Client) => Promise<T>,
  { isRepeatable, onPush }: SessionOptions = { isRepeatable: true },
): Promise<T> {
  const identity = identityOf(options, process.env);
  for (let attempt = 1; ; attempt += 1) {
    let hasBegun = false;
    try {
      // A `wait` of the same agent goes on meanwhile, and what it is by being there (present, the leader) it stays.
      const client = await connectClient({ target: findHome(options, process.env), identity, entrance: 'beside', onPush });
      hasBegun = true;
      return await work(client).finally(() => client.close());
    } catch (error) {
      const isWorthIt = error instanceof ConnectionLost && (isRepeatable || !hasBegun);
      if (!isWorthIt || attempt === TRIES_MAX) throw error;
      await sleep(retryDelay(attempt));
    }
  }
}
