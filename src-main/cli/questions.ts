// What was asked on a connection and is not answered yet.
import { AppError, isErrorCode } from '../../src-shared/errors.ts';
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import { ErrorPayload } from './protocol.ts';

const ANSWER_LIMIT_MS = 30_000;

interface Question {
  resolve(payload: unknown): void;
  reject(error: Error): void;
  limit: NodeJS.Timeout;
}

export class Questions {
  readonly #open = new Map<string, Question>();
  #lastId = 0;
  #isLost = false;

  /** Resolves with the answer's payload; rejects with AppError or ConnectionLost. */
  ask(send: (id: string) => void): Promise<unknown> {
    if (this.#isLost) return Promise.reject(new ConnectionLost('Not connected to the home.'));
    this.#lastId += 1;
    const id = String(this.#lastId);
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => this.#take(id)?.reject(new ConnectionLost('The home did not answer in time.')), ANSWER_LIMIT_MS);
      this.#open.set(id, { resolve, reject, limit });
      send(id);
    });
  }

  answer(id: string, type: string, payload: unknown): void {
    const question = this.#take(id);
    if (type === 'error') question?.reject(asError(payload));
    else question?.resolve(payload);
  }

  /** Everything that is open was refused. */
  refuse(error: Error): void {
    for (const id of [...this.#open.keys()]) this.#take(id)?.reject(error);
  }

  /** Nothing will be answered any more. */
  lose(): void {
    this.#isLost = true;
    this.refuse(new ConnectionLost('The connection to the home was lost.'));
  }

  #take(id: string): Question | undefined {
    const question = this.#open.get(id);
    this.#open.delete(id);
    clearTimeout(question?.limit);
    return question;
  }
}

/** What the payload of an `error` or `closing` frame says. */
export function asError(payload: unknown): AppError {
  const { data } = ErrorPayload.safeParse(payload);
  return new AppError(isErrorCode(data?.code) ? data.code : 'internal_error', data?.message);
}
