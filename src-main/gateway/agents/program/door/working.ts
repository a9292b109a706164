// The programs that run, as they come to the server's door, and the turns that they are working on.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ProgramModel } from '../../../../../src-shared/hosted-agents.ts';
import type { Ending } from '../../hosted/ending.ts';
import type { Turn } from '../../hosted/turn.ts';

/** A turn that a program is working on. */
export interface WorkingTurn {
  turn: Turn;
  /** Aborts when the turn is to end, or has ended. */
  signal: AbortSignal;
  /** Whether the program has a permission that lasts: it does not ask again in this conversation. */
  hasPermission(): boolean;
  /** Ends the turn. */
  end(ending: Ending): void;
  /** Its requests and uses of tools that are under way. */
  underWay: Set<Promise<unknown>>;
}

/** One process of a program. Its secrets are good as long as the process runs. */
export interface Visitor {
  /** For the model. */
  readonly secret: string;
  readonly model: ProgramModel | null;
  /** By room. With a model there is only one. */
  readonly working: ReadonlyMap<string, WorkingTurn>;
}

/**
 * The turn is at work until the returned function is called. It resolves when all that is under way has ended: what is left over does
 * not outlive the turn.
 */
export function begin(working: Map<string, WorkingTurn>, { signal, ...rest }: Omit<WorkingTurn, 'underWay'>): () => Promise<void> {
  const over = new AbortController();
  const at = { ...rest, signal: AbortSignal.any([signal, over.signal]), underWay: new Set<Promise<unknown>>() };
  working.set(at.turn.roomId, at);
  return async () => {
    working.delete(at.turn.roomId);
    over.abort();
    await Promise.allSettled([...at.underWay]);
  };
}

/** `work`: its rejection is handled by the caller. */
export function during<T>({ underWay }: WorkingTurn, work: Promise<T>): Promise<T> {
  underWay.add(work);
  const ended = (): void => void underWay.delete(work);
  work.then(ended, ended);
  return work;
}

export function newSecret(): string {
  return `lanai-program-${randomBytes(32).toString('base64url')}`;
}

/** The secret for the tools in a room: another conversation of the same process does not know it. */
export function secretIn({ secret }: Pick<Visitor, 'secret'>, roomId: string): string {
  return `lanai-program-${createHmac('sha256', secret).update(roomId).digest('base64url')}`;
}

/** `ownOf`: the secret of a visitor that is good here. */
export function visitorWith<V extends Visitor>(visitors: Iterable<V>, given: string, ownOf: (visitor: V) => string): V | null {
  const asked = Buffer.from(given);
  for (const visitor of visitors) {
    const own = Buffer.from(ownOf(visitor));
    if (own.length === asked.length && timingSafeEqual(own, asked)) return visitor;
  }
  return null;
}
