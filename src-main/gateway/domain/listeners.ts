// The listeners of changes, in phases. A phase gets a change after all listeners of the phase before, in whichever order they were
// added.
import type { Change } from '../store/interfaces/change.ts';

/**
 * `fan-out`: connections are sent the change. `turn-taking`: the floor moves, and its events follow the change on each connection.
 * `followers`: everything else. The directory is up to date before all of them.
 */
export const PHASES = ['fan-out', 'turn-taking', 'followers'] as const;
export type Phase = (typeof PHASES)[number];

export type ChangeListener = (change: Change) => void;

export class Listeners {
  readonly #byPhase: Readonly<Record<Phase, Set<ChangeListener>>> = {
    'fan-out': new Set(),
    'turn-taking': new Set(),
    followers: new Set(),
  };

  /** Returns the end of the subscription. */
  add(listener: ChangeListener, phase: Phase): () => void {
    this.#byPhase[phase].add(listener);
    return () => this.#byPhase[phase].delete(listener);
  }

  call(change: Change): void {
    for (const phase of PHASES) for (const listener of this.#byPhase[phase]) listener(change);
  }
}
