import type { Actor } from '../actor.ts';
import type { RateLimits } from '../limits/rate-limits.ts';

/** Counts what is written as a message, and knows by which actor, until its event was published. */
interface Poster {
  actor: Actor;
  /** It was written earlier, to be sent at this time. */
  wasScheduled: boolean;
}

export class Posting {
  readonly #limits: RateLimits;
  /** By the id of the message. */
  readonly #posters = new Map<string, Poster>();

  constructor(limits: RateLimits) {
    this.#limits = limits;
  }

  /** The author with the rights that the message is posted with: to ask while `message.posted` is published. Null: the server wrote it. */
  posterOf(messageId: string): Actor | null {
    return this.#posters.get(messageId)?.actor ?? null;
  }

  /** Whether its author posts it now, with a credential: the server does not, for the author or at a time that was set before. */
  isByAuthorNow(messageId: string): boolean {
    const poster = this.#posters.get(messageId);
    return poster !== undefined && !poster.wasScheduled && isCredential(poster.actor);
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
    const posted = postedIn(args);
    if (posted) this.#posters.set(posted.id, { actor, wasScheduled: posted.wasScheduled });
    try {
      return await write();
    } finally {
      if (posted) this.#posters.delete(posted.id);
    }
  }
}

function isCredential({ grant }: Actor): boolean {
  return grant.key_id !== null || grant.session_id !== null;
}

/** The new message in the arguments of an operation. */
function postedIn(args: unknown): { id: string; wasScheduled: boolean } | null {
  if (typeof args !== 'object' || args === null) return null;
  if ('message' in args) return postedIn(args.message);
  if (!('id' in args) || typeof args.id !== 'string') return null;
  return { id: args.id, wasScheduled: 'scheduled_id' in args && args.scheduled_id !== null };
}
