// The programs that run, as they come to the server's door.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { ProgramModel } from '../../../../../src-shared/hosted-agents.ts';
import type { Ending, Turn } from '../../hosted/turn.ts';

/** A turn that a program is working on. */
export interface WorkingTurn {
  turn: Turn;
  /** Aborts when the turn is to end. */
  signal: AbortSignal;
  /** Ends the turn. */
  end(ending: Ending): void;
}

/** One process of a program. Its secret is good as long as the process runs. */
export interface Visitor {
  readonly secret: string;
  readonly model: ProgramModel | null;
  /** By room, in the order in which they began. */
  readonly working: ReadonlyMap<string, WorkingTurn>;
}

export function newSecret(): string {
  return `lanai-program-${randomBytes(32).toString('base64url')}`;
}

export function visitorWith<V extends Visitor>(visitors: Iterable<V>, secret: string): V | null {
  const given = Buffer.from(secret);
  for (const visitor of visitors) {
    const own = Buffer.from(visitor.secret);
    if (own.length === given.length && timingSafeEqual(own, given)) return visitor;
  }
  return null;
}
