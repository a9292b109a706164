// The budget of one turn: it is reserved before each piece of its work, and released after it.
import { microsFor, microsOf, type TokenCounts } from '../../../../src-shared/money.ts';
import type { HostedAgentSettings } from '../../../../src-shared/hosted-agents.ts';
import type { Price } from '../../../../src-shared/providers.ts';
import type { Concerned } from '../../domain/hosted-agents/transactions.ts';
import { Reservation, type Asked, type Budgets, type Refusal } from './budget.ts';

interface TurnBudgetOptions {
  budgets: Budgets;
  concerned: Concerned;
  settings(): HostedAgentSettings;
  countTurn(): Promise<void>;
}

/** The use that is known so far. `cost`: in US dollars; null: the provider does not say it. */
export type KnownUse = TokenCounts & { cost: number | null };

export class TurnBudget {
  readonly #options: TurnBudgetOptions;
  #isCounted = false;
  /** Of the work that is checked while it runs. Requests of a program to a model are inside it, and have others. */
  #outermost: Reservation | null = null;
  #listedPrice: Promise<Price | null> | null = null;
  #price: Price | null = null;

  constructor(options: TurnBudgetOptions) {
    this.#options = options;
  }

  /** Does the work with the most that it may use reserved, or returns the end of the turn. The first work of a turn counts the turn. */
  async during<T>(tokens: TokenCounts, work: () => Promise<T>): Promise<{ done: T } | { refused: Refusal }> {
    const { budgets, concerned, countTurn } = this.#options;
    this.#price = await this.#findPrice();
    const reservation = await budgets.reserve(concerned, this.#asked({ ...tokens, cost: null }));
    if (!(reservation instanceof Reservation)) return { refused: reservation };
    this.#outermost ??= reservation;
    try {
      if (!this.#isCounted) await countTurn();
      this.#isCounted = true;
      reservation.turnIsCounted();
      return { done: await work() };
    } finally {
      reservation.release();
      if (this.#outermost === reservation) this.#outermost = null;
    }
  }

  /** `used`: by the work, and not counted yet. Null: it may continue. */
  async check(used: KnownUse): Promise<Refusal | null> {
    return (await this.#outermost?.grow(this.#asked(used))) ?? null;
  }

  /** Null: neither the cost nor the price is known. */
  microsOf({ cost, ...tokens }: KnownUse): number | null {
    if (cost !== null) return microsOf(cost);
    return this.#price && microsFor(this.#price, tokens);
  }

  /** As the owner of the agent entered it, or as the provider listed it when the turn began. */
  async #findPrice(): Promise<Price | null> {
    const { budgets, settings } = this.#options;
    const { price, runs } = settings();
    const model = runs.kind === 'model' ? runs : runs.model;
    if (price || !model) return price;
    this.#listedPrice ??= budgets.priceOf(model);
    return this.#listedPrice;
  }

  #asked(use: KnownUse): Asked {
    return { turns: this.#isCounted ? 0 : 1, tokens: use.input_tokens + use.output_tokens, micros: this.microsOf(use) };
  }
}
