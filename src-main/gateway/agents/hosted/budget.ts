// The limits of agents within 24 hours. Use is reserved before a request and released after it, when its use is recorded: turns that run at
// the same time, in several rooms or of several agents, cannot exceed a limit together.
import type { UseBy } from '../../../../src-shared/hosted-agents.ts';
import type { Core } from '../../domain/core.ts';
import type { Concerned } from '../../domain/hosted-agents/transactions.ts';
import { DAY_MS, isUnpriced, type PriceOf } from '../../domain/hosted-agents/commands.ts';
import type { HourOfUse } from '../../store/interfaces/agent-use.ts';
import { limitsOn, ownLimits, type Amounts, type Limit, type Unit } from './limits.ts';
import { unpricedSentence, limitSentence, type Again } from './limit-words.ts';

const HOUR_MS = 60 * 60 * 1000;

/** The most that the work may use. `micros` null: its price is not known. */
export type Asked = Omit<Amounts, 'micros'> & { micros: number | null };

/** The end of the turn. */
export interface Refusal {
  outcome: 'limit';
  /** For the room. */
  sentence: string;
  /** Whether it can go on as soon as other answers have ended. */
  mayContinue: boolean;
  /** When the agent can answer again. Null: its own limits allow it. */
  retryAt: number | null;
}

type BudgetCore = Pick<Core, 'directory' | 'now' | 'archiveInOrder'>;

const NOTHING: Amounts = { turns: 0, tokens: 0, micros: 0 };

export class Budgets {
  readonly #core: BudgetCore;
  /** As the provider lists it. */
  readonly priceOf: PriceOf;
  /** By subject and id. */
  readonly #reserved = new Map<string, Amounts>();

  constructor(core: BudgetCore, priceOf: PriceOf) {
    this.#core = core;
    this.priceOf = priceOf;
  }

  /** Reserves in every budget of the turn, or in none. */
  async reserve(concerned: Concerned, asked: Asked): Promise<Reservation | Refusal> {
    const refusal = await this.refusalOf(concerned, asked, NOTHING);
    return refusal ?? new Reservation(this, concerned, asked);
  }

  /** Null: it fits. `held`: as much of it is reserved already. */
  async refusalOf(concerned: Concerned, asked: Asked, held: Amounts): Promise<Refusal | null> {
    const { archiveInOrder, directory, now } = this.#core;
    if (limitsOn(directory, concerned).length === 0) return null;
    const { value: hours } = await archiveInOrder.useByHour(concerned, now() - DAY_MS);
    // They may have been changed meanwhile.
    const limits = limitsOn(directory, concerned);
    const refused = limits.flatMap((limit) => this.#againAt(limit, hours, asked, held) ?? []);
    return refused.length === 0 ? null : this.#refusal(concerned, refused);
  }

  /** Whether nothing is left of a limit of the agent. */
  async isAtOwnLimit(agentId: string): Promise<boolean> {
    const { archiveInOrder, directory, now } = this.#core;
    const limits = (): Limit[] => ownLimits(directory, agentId);
    if (limits().length === 0) return false;
    const { value: hours } = await archiveInOrder.useByHour({ agent_id: agentId, room_id: null, person_id: null }, now() - DAY_MS);
    return limits().some(({ unit, max }) => usedIn(hours, 'agent', unit) >= max);
  }

  /** Whether a limit of the agent in dollars allows nothing, because its price is not known. */
  async lacksPrice(agentId: string): Promise<boolean> {
    const settings = this.#core.directory.hostedAgents.find(agentId);
    return settings !== null && isUnpriced(settings, this.priceOf);
  }

  /** Adds to what is reserved; negative amounts release it. */
  add({ agent_id, room_id, person_id }: Concerned, amounts: Amounts): void {
    for (const key of [`agent ${agent_id}`, `room ${room_id}`, ...(person_id === null ? [] : [`person ${person_id}`])]) {
      const before = this.#reserved.get(key) ?? NOTHING;
      const after = sum(before, amounts);
      if (after.turns > 0 || after.tokens > 0 || after.micros > 0) this.#reserved.set(key, after);
      else this.#reserved.delete(key);
    }
  }

  /** Null: the work keeps this limit. */
  #againAt(limit: Limit, hours: readonly HourOfUse[], asked: Asked, held: Amounts): Refused | null {
    const { subject, id, unit, max } = limit;
    const wanted = asked[unit];
    if (wanted === null) return { limit, left: 0, again: 'unpriced' };
    const mine = hours.filter((each) => each.subject === subject).toSorted((a, b) => a.hour - b.hour);
    const used = usedIn(hours, subject, unit);
    const left = max - used - ((this.#reserved.get(`${subject} ${id}`) ?? NOTHING)[unit] - held[unit]);
    if (wanted <= left) return null;
    return {
      limit,
      left: Math.max(0, left),
      again: againAt(
        mine.map((each) => ({ hour: each.hour, amount: each[unit] })),
        used + wanted - max,
      ),
    };
  }

  #refusal({ person_id }: Concerned, refused: readonly Refused[]): Refusal {
    const { directory, now } = this.#core;
    const last = refused.reduce((latest, each) => (timeOf(each) > timeOf(latest) ? each : latest));
    // A price may be known at any time.
    const ofAgent = refused.filter(({ limit, again }) => limit.subject === 'agent' && again !== 'unpriced').map(timeOf);
    const names = { person: person_id === null ? '' : (directory.participant(person_id)?.name ?? '') };
    return {
      outcome: 'limit',
      sentence: last.again === 'unpriced' ? unpricedSentence(last.limit, names) : limitSentence(last, names, now()),
      mayContinue: last.again === 'soon',
      retryAt: ofAgent.some((at) => at > 0) ? Math.min(Math.max(...ofAgent), now() + DAY_MS) : null,
    };
  }
}

interface Refused {
  limit: Limit;
  left: number;
  again: Again;
}

function usedIn(hours: readonly HourOfUse[], subject: UseBy, unit: Unit): number {
  return hours.reduce((total, each) => (each.subject === subject ? total + each[unit] : total), 0);
}

function timeOf({ again }: Refused): number {
  if (again === 'soon') return 0;
  return typeof again === 'number' ? again : Infinity;
}

/** When so much of the use is older than a day. */
function againAt(hours: readonly { hour: number; amount: number }[], excess: number): Again {
  if (excess <= 0) return 'soon';
  let left = excess;
  for (const { hour, amount } of hours) {
    left -= amount;
    if (left <= 0) return hour * HOUR_MS + DAY_MS;
  }
  return 'never';
}

const sum = (a: Amounts, b: Amounts): Amounts => ({ turns: a.turns + b.turns, tokens: a.tokens + b.tokens, micros: a.micros + b.micros });

/** The use that a turn has reserved. It must be released. */
export class Reservation {
  readonly #budgets: Budgets;
  readonly #concerned: Concerned;
  #held: Amounts;
  #isReleased = false;

  constructor(budgets: Budgets, concerned: Concerned, asked: Asked) {
    this.#budgets = budgets;
    this.#concerned = concerned;
    this.#held = known(asked);
    budgets.add(concerned, this.#held);
  }

  /** Its turn is recorded. */
  turnIsCounted(): void {
    this.#hold({ ...this.#held, turns: 0 });
  }

  /** The work has used so much by now, which may be more than was reserved. Null: that fits. */
  async grow(asked: Asked): Promise<Refusal | null> {
    const refusal = await this.#budgets.refusalOf(this.#concerned, asked, this.#held);
    if (this.#isReleased) return refusal;
    const { turns, tokens, micros } = known(asked);
    this.#hold({ turns, tokens: Math.max(tokens, this.#held.tokens), micros: Math.max(micros, this.#held.micros) });
    return refusal;
  }

  release(): void {
    this.#isReleased = true;
    this.#hold(NOTHING);
  }

  #hold(amounts: Amounts): void {
    const { turns, tokens, micros } = this.#held;
    this.#held = amounts;
    this.#budgets.add(this.#concerned, sum(amounts, { turns: -turns, tokens: -tokens, micros: -micros }));
  }
}

const known = ({ turns, tokens, micros }: Asked): Amounts => ({ turns, tokens, micros: micros ?? 0 });
