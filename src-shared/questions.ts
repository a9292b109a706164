// What was asked over a socket and is not answered yet.
import type { ServerFrame } from './frames.ts';
import type { ClientSocket, Timer } from './home-client.ts';

const ANSWER_LIMIT_MS = 15_000;

export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

interface Pending {
  resolve(frame: ServerFrame): void;
  reject(error: Error): void;
  cancelTimeout(): void;
}

export interface Questions {
  /** Rejects with ConnectionLost when no answer comes. `cancelDoubt` is called when it is settled. */
  ask(to: ClientSocket, type: string, payload: unknown, cancelDoubt: () => void): Promise<ServerFrame>;
  answered(id: string, frame: ServerFrame): void;
  /** The connection is gone, and no answer comes any more. */
  giveUp(): void;
  nextId(): string;
}

export function createQuestions(timer: Timer, errorOf: (payload: unknown) => Error): Questions {
  const pending = new Map<string, Pending>();
  let lastId = 0;
  const nextId = (): string => String((lastId += 1));
  return {
    nextId,
    ask(to, type, payload, cancelDoubt) {
      const id = nextId();
      return new Promise((resolve, reject) => {
        const cancelLimit = timer.after(ANSWER_LIMIT_MS, () => {
          pending.delete(id);
          reject(new ConnectionLost('The home did not answer in time.'));
        });
        const cancelTimeout = (): void => {
          cancelDoubt();
          cancelLimit();
        };
        pending.set(id, { resolve, reject, cancelTimeout });
        to.send(JSON.stringify({ id, type, payload }));
      });
    },
    answered(id, frame) {
      const waiting = pending.get(id);
      if (!waiting) return;
      pending.delete(id);
      waiting.cancelTimeout();
      if (frame.type === 'error') waiting.reject(errorOf(frame.payload));
      else waiting.resolve(frame);
    },
    giveUp() {
      for (const { reject, cancelTimeout } of pending.values()) {
        cancelTimeout();
        reject(new ConnectionLost('The connection to the home was lost.'));
      }
      pending.clear();
    },
  };
}
