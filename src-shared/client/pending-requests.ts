// Requests that are sent on a connection and have no reply yet.
import { AppError, isErrorCode } from '../errors.ts';
import type { ServerFrame } from '../frames.ts';
import type { Timer } from '../timer.ts';

/** There is no telling whether the server got the request. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

export interface Settle {
  /** Called while the reply is read, before the frame after it. */
  onReply(frame: ServerFrame): void;
  /** AppError when the server refused, ConnectionLost when there is no reply. */
  onError(error: Error): void;
}

export interface PendingRequests {
  /** Returns the id under which the request is to be sent. `onSettled` is called once, whatever the end. */
  add(settle: Settle, onSettled: () => void): string;
  /** An id for a frame whose reply is of no interest. */
  nextId(): string;
  replied(id: string, frame: ServerFrame): void;
  refuseAll(error: Error): void;
}

export function createPendingRequests(timer: Timer, replyLimitMs: number): PendingRequests {
  const pending = new Map<string, Settle & { done(): void }>();
  let lastId = 0;
  const nextId = (): string => String((lastId += 1));
  const take = (id: string): Settle | undefined => {
    const request = pending.get(id);
    pending.delete(id);
    request?.done();
    return request;
  };
  return {
    nextId,
    add(settle, onSettled) {
      const id = nextId();
      const cancelLimit = timer.after(replyLimitMs, () => take(id)?.onError(new ConnectionLost('The home did not answer in time.')));
      const done = (): void => {
        cancelLimit();
        onSettled();
      };
      pending.set(id, { ...settle, done });
      return id;
    },
    replied(id, frame) {
      const request = take(id);
      if (frame.type === 'error') request?.onError(asError(frame.payload));
      else request?.onReply(frame);
    },
    refuseAll(error) {
      for (const id of [...pending.keys()]) take(id)?.onError(error);
    },
  };
}

/** Reads the payload of an `error` or `closing` frame, which is the cause. A code that this program does not know becomes `internal_error`. */
export function asError(payload: unknown): AppError {
  const { code, message } = { ...(typeof payload === 'object' ? payload : null) } as { code?: unknown; message?: unknown };
  return new AppError(isErrorCode(code) ? code : 'internal_error', typeof message === 'string' ? message : undefined, { cause: payload });
}
