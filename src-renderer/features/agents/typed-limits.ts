import type { HostedAgentSettings, UseLimits } from '../../../src-shared/hosted-agents.ts';
import { TOKENS_PER_DAY_MAX } from '../../../src-shared/limits.ts';
import { DOLLARS_PER_DAY_MAX, PRICE_MAX, TURNS_PER_DAY_MAX } from '../../../src-shared/use-limits.ts';
import { typedNumber } from './typed-number.ts';

/** As they stand in the fields. Empty: none. */
export interface TypedLimits {
  turns: string;
  dollars: string;
  priceIn: string;
  priceOut: string;
}

/** The same, of an agent, a room or a person, without a price. */
export type TypedUse = Record<'turns' | 'tokens' | 'dollars', string>;

type Limits = Pick<HostedAgentSettings, 'turns_per_day' | 'dollars_per_day' | 'price'>;

const DOLLARS_MIN = 0.000_001;

const textOf = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value));
const isEmpty = (text: string): boolean => text.trim() === '';

export function typedFrom({ turns_per_day, dollars_per_day, price }: Limits): TypedLimits {
  return {
    turns: textOf(turns_per_day),
    dollars: textOf(dollars_per_day),
    priceIn: textOf(price?.input),
    priceOut: textOf(price?.output),
  };
}

export function isGood(typed: TypedLimits): Readonly<Record<keyof TypedLimits, boolean>> {
  const isPrice = (text: string, other: string): boolean => (isEmpty(text) ? isEmpty(other) : amount(text, 0, PRICE_MAX) !== null);
  return {
    turns: isEmpty(typed.turns) || turnsIn(typed.turns) !== null,
    dollars: isEmpty(typed.dollars) || dollarsIn(typed.dollars) !== null,
    priceIn: isPrice(typed.priceIn, typed.priceOut),
    priceOut: isPrice(typed.priceOut, typed.priceIn),
  };
}

/** Null: one of them is wrong. */
export function limitsFrom(typed: TypedLimits): Limits | null {
  if (!Object.values(isGood(typed)).every(Boolean)) return null;
  const [input, output] = [amount(typed.priceIn, 0, PRICE_MAX), amount(typed.priceOut, 0, PRICE_MAX)];
  return {
    turns_per_day: turnsIn(typed.turns),
    dollars_per_day: dollarsIn(typed.dollars),
    price: input === null || output === null ? null : { input, output },
  };
}

export function typedUseFrom({ turns_per_day, tokens_per_day, dollars_per_day }: UseLimits): TypedUse {
  return { turns: textOf(turns_per_day), tokens: textOf(tokens_per_day), dollars: textOf(dollars_per_day) };
}

export function isGoodUse({ turns, tokens, dollars }: TypedUse): Readonly<Record<keyof TypedUse, boolean>> {
  return {
    turns: isEmpty(turns) || turnsIn(turns) !== null,
    tokens: isEmpty(tokens) || tokensIn(tokens) !== null,
    dollars: isEmpty(dollars) || dollarsIn(dollars) !== null,
  };
}

/** Null: one of them is wrong. */
export function dayLimitsIn(typed: TypedUse): UseLimits | null {
  if (!Object.values(isGoodUse(typed)).every(Boolean)) return null;
  return { turns_per_day: turnsIn(typed.turns), tokens_per_day: tokensIn(typed.tokens), dollars_per_day: dollarsIn(typed.dollars) };
}

const turnsIn = (text: string): number | null => typedNumber(text, 1, TURNS_PER_DAY_MAX);
const tokensIn = (text: string): number | null => typedNumber(text, 1, TOKENS_PER_DAY_MAX);
const dollarsIn = (text: string): number | null => amount(text, DOLLARS_MIN, DOLLARS_PER_DAY_MAX);

/** With a point or a comma. */
function amount(text: string, min: number, max: number): number | null {
  const plain = text.trim().replace(',', '.');
  const value = Number(plain);
  return /^\d{1,6}(\.\d{1,6})?$/.test(plain) && value >= min && value <= max ? value : null;
}
