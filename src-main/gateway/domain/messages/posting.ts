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
    const isCounted = this.count(actor);
    try {
      return await this.asCounted(actor, args, write);
    } catch (error) {
      if (isCounted) this.#limits.giveBackMessage(actor);
      throw error;
    }
  }

  /** Counts a message that is written later. False: nothing limits this actor. Throws `rate_limit_messages`. */
  count(actor: Actor): boolean {
    this.#limits.requireStorage(actor);
    return this.#limits.takeMessage(actor);
  }

  /** For a message that was counted before. */
  async asCounted<T>(actor: Actor, args: unknown, write: () => Promise<T>): Promise<T> {
    const id = postedId(args);
    if (id !== null) this.#posters.set(id, actor);
    try {
      return await write();
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
