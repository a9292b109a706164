import type { Actor } from './actor.ts';
import type { Origin } from './audit/draft.ts';
import type { Seat } from './presence/registry.ts';

/** The caller, and its open connection, if it has one. */
export interface Caller {
  readonly actor: Actor;
  readonly seat: Seat | null;
}

/** The caller of a command. */
export interface Context extends Caller {
  readonly origin: Origin;
}
