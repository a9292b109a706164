import type { LimitedKind, SharedLimits } from '../../../../src-shared/hosted-agents.ts';
import { dollarsOf } from '../../../../src-shared/money.ts';
import type { UseLimitsRow } from '../../store/tables/hosted-agents.ts';

/** The limits of all agents of the server together: of rooms and of people. */
export class KnownUseLimits {
  readonly #limits: Readonly<Record<LimitedKind, Map<string, SharedLimits>>> = { room: new Map(), person: new Map() };

  put({ micros_per_day, ...row }: UseLimitsRow): void {
    const dollars_per_day = micros_per_day === null ? null : dollarsOf(micros_per_day);
    this.#limits[row.kind].set(row.id, { ...row, dollars_per_day });
  }

  remove({ kind, id }: UseLimitsRow): void {
    this.#limits[kind].delete(id);
  }

  find(kind: LimitedKind, id: string): SharedLimits | null {
    return this.#limits[kind].get(id) ?? null;
  }

  all(): SharedLimits[] {
    return [...this.#limits.room.values(), ...this.#limits.person.values()];
  }
}
