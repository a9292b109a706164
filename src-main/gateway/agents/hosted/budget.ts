// The tokens that an agent may use within 24 hours. They are reserved before a request and released after it, when its use is recorded:
// turns in several rooms at the same time cannot exceed the limit together.
import type { Core } from '../../domain/core.ts';
import { DAY_MS } from '../../domain/hosted-agents/commands.ts';

export class TokenBudgets {
  readonly #core: Core;
  /** By agent. */
  readonly #reserved = new Map<string, number>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** The work with its tokens reserved, or the reason, for a person, why it may not begin. `perDay`: null for no limit. */
  async during<T>(
    agentId: string,
    perDay: number | null,
    tokens: number,
    work: () => Promise<T>,
  ): Promise<{ done: T } | { refused: string }> {
    if (perDay !== null) {
      const { value: used } = await this.#core.archiveInOrder.agentUse(agentId, this.#core.now() - DAY_MS);
      const left = perDay - used.tokens - (this.#reserved.get(agentId) ?? 0);
      if (tokens > left) return { refused: spent(Math.max(0, left), perDay) };
    }
    this.#reserve(agentId, tokens);
    try {
      return { done: await work() };
    } finally {
      this.#reserve(agentId, -tokens);
    }
  }

  #reserve(agentId: string, tokens: number): void {
    const reserved = (this.#reserved.get(agentId) ?? 0) + tokens;
    if (reserved > 0) this.#reserved.set(agentId, reserved);
    else this.#reserved.delete(agentId);
  }
}

/** Whether a turn ended with that sentence, with this limit. */
export function isSpent(failure: string | null, perDay: number): boolean {
  return failure?.startsWith(beginningFor(perDay)) === true;
}

const beginningFor = (perDay: number): string => `I may use ${perDay} tokens in 24 hours, `;

function spent(left: number, perDay: number): string {
  return `${beginningFor(perDay)}and the ${left} that are left are not enough for this answer. Ask me again later, or ask my owner for a higher limit.`;
}
