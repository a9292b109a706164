// Requests that outlast a lost connection: they wait until the client is live, and those that do no harm twice are sent again.
import type { CommandName, Reply, RequestInput } from '../commands/index.ts';
import { AppError } from '../errors.ts';
import type { Timer } from '../timer.ts';
import type { AppClient } from './app-client.ts';
import { ConnectionLost } from './pending-requests.ts';

export interface SteadyOptions {
  /** Doing it twice is doing it once. */
  isRepeatable: boolean;
  /** How long it may wait for a connection and its reply together. Left out: as long as it takes. */
  limitMs?: number;
}

export interface SteadyRequests {
  /**
   * Rejects with AppError when the server refused, with ConnectionLost when there is no telling whether it got the request, and with the
   * reason of `end`.
   */
  request<C extends CommandName>(command: C, payload: RequestInput<C>, options: SteadyOptions): Promise<Reply<C>>;
  /** The client is live: sends what waits, in the order in which it was asked. */
  live(): void;
  /** The client is not live any more. */
  away(): void;
  /** There will be no further connection. */
  end(reason: Error): void;
}

interface Waiting {
  send(): void;
  reject(error: unknown): void;
  isUnderWay: boolean;
}

/** `send`: as AppClient.request. */
export function createSteadyRequests(send: AppClient['request'], timer: Timer): SteadyRequests {
  /** In the order in which they were asked, which is the order on each connection: the server reads frames in order. */
  const waiting = new Set<Waiting>();
  let isLive = false;
  let ended: Error | null = null;

  return {
    request: <C extends CommandName>(command: C, payload: RequestInput<C>, { isRepeatable, limitMs }: SteadyOptions) =>
      new Promise<Reply<C>>((resolve, reject) => {
        if (ended) return reject(ended);
        const cancelLimit =
          limitMs === undefined
            ? () => undefined
            : timer.after(limitMs, () => entry.reject(new ConnectionLost('The home did not answer in time.')));
        const settled = (): void => {
          waiting.delete(entry);
          cancelLimit();
        };
        const entry: Waiting = {
          isUnderWay: false,
          reject(error) {
            settled();
            reject(error);
          },
          send() {
            entry.isUnderWay = true;
            send(command, payload).then(
              (reply) => {
                settled();
                resolve(reply);
              },
              (error: unknown) => {
                entry.isUnderWay = false;
                if (!isRepeatable || !isInterrupted(error) || ended) entry.reject(error);
                else if (waiting.has(entry)) again(error);
              },
            );
          },
        };
        // The connection may stand although the reply did not come in time.
        const again = (error: unknown): void => void (isLive && error instanceof ConnectionLost && entry.send());
        waiting.add(entry);
        if (isLive) entry.send();
      }),
    live() {
      isLive = true;
      for (const entry of waiting) if (!entry.isUnderWay) entry.send();
    },
    away: () => void (isLive = false),
    end(reason) {
      ended = reason;
      isLive = false;
      for (const entry of waiting) entry.reject(reason);
    },
  };
}

/** The server ends: the next connection is to another run of it. */
function isInterrupted(error: unknown): boolean {
  return error instanceof ConnectionLost || (error instanceof AppError && error.code === 'shutting_down');
}
