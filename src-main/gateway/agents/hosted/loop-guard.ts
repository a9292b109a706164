// Agents that answer each other stop: at most so many turns follow each other in a room without a message of a person. The limit counts
// authors, and no forms of messages, so that rings of several agents and programs of others end too.
import { AGENT_HOPS_MAX } from '../../../../src-shared/limits.ts';

export class LoopGuard {
  /** Turns since the last message of a person, by room. */
  readonly #hops = new Map<string, number>();

  personSpoke(roomId: string): void {
    this.#hops.delete(roomId);
  }

  /** Counts a turn that a message of an agent leads to. `at limit`: it may not begin, and is the first one. */
  take(roomId: string): 'free' | 'at limit' | 'beyond' {
    const hops = (this.#hops.get(roomId) ?? 0) + 1;
    this.#hops.set(roomId, hops);
    if (hops <= AGENT_HOPS_MAX) return 'free';
    return hops === AGENT_HOPS_MAX + 1 ? 'at limit' : 'beyond';
  }
}
