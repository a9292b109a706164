import type { Actor } from '../actor.ts';
import type { RateLimits } from '../limits/rate-limits.ts';

/** Counts what is written as a message, and knows by which actor, until its event was published. */
export class Posting {
  readonly #limits: RateLimits;
  /** By the id of the message. */
  readonly #posters = new Map<string, Actor>();

  constructor(limits: RateLimits) {
    this.#limits = limits;
  }

  /** The author with the rights that the message is posted with: to ask while `message.posted` is published. Null: the server wrote it. */
  posterOf(messageId: string): Actor | null {
    return this.#posters.get(messageId) ?? null;
  }

  /** Its token is taken at once, so that those on their way count, and given back when it is refused. Throws `rate_limit_messages`. */
  async during<T>(actor: Actor, args: unknown, write: () => Promise<T>): Promise<T> {
    this.#limits.requireStorage(actor);
    const isCounted = this.#limits.takeMessage(actor);
    const id = postedId(args);
    if (id !== null) this.#posters.set(id, actor);
    try {
      return await write();
    } catch (error) {
      if (isCounted) this.#limits.giveBackMessage(actor);
      throw error;
    } finally {
      if (id !== null) this.#posters.delete(id);
    }
  }
}

/** The id of the new message in the arguments of an operation. */
function postedId(args: unknown): string | null {
  if (typeof args !== 'object' || args === null) return null;
  if ('message' in args) return postedId(args.message);
  return 'id' in args && typeof args.id === 'string' ? args.id : null;
}
