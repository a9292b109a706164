import type { HostedAgentSettings } from '../../../src-shared/hosted-agents.ts';
import { DOLLARS_PER_DAY_MAX, PRICE_MAX, TURNS_PER_DAY_MAX } from '../../../src-shared/use-limits.ts';
import { typedNumber } from './typed-number.ts';

/** As they stand in the fields. Empty: none. */
export interface TypedLimits {
  turns: string;
  dollars: string;
  priceIn: string;
  priceOut: string;
}

type Limits = Pick<HostedAgentSettings, 'turns_per_day' | 'dollars_per_day' | 'price'>;

export function typedFrom({ turns_per_day, dollars_per_day, price }: Limits): TypedLimits {
  const text = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value));
  return { turns: text(turns_per_day), dollars: text(dollars_per_day), priceIn: text(price?.input), priceOut: text(price?.output) };
}

export function isGood(typed: TypedLimits): Readonly<Record<keyof TypedLimits, boolean>> {
  const isEmpty = (text: string): boolean => text.trim() === '';
  const isPrice = (text: string, other: string): boolean => (isEmpty(text) ? isEmpty(other) : amount(text, 0, PRICE_MAX) !== null);
  return {
    turns: isEmpty(typed.turns) || typedNumber(typed.turns, 1, TURNS_PER_DAY_MAX) !== null,
    dollars: isEmpty(typed.dollars) || amount(typed.dollars, 0.000_001, DOLLARS_PER_DAY_MAX) !== null,
    priceIn: isPrice(typed.priceIn, typed.priceOut),
    priceOut: isPrice(typed.priceOut, typed.priceIn),
  };
}

/** Null: one of them is wrong. */
export function limitsFrom(typed: TypedLimits): Limits | null {
  if (!Object.values(isGood(typed)).every(Boolean)) return null;
  const [input, output] = [amount(typed.priceIn, 0, PRICE_MAX), amount(typed.priceOut, 0, PRICE_MAX)];
  return {
    turns_per_day: typedNumber(typed.turns, 1, TURNS_PER_DAY_MAX),
    dollars_per_day: amount(typed.dollars, 0.000_001, DOLLARS_PER_DAY_MAX),
    price: input === null || output === null ? null : { input, output },
  };
}

/** With a point or a comma. */
function amount(text: string, min: number, max: number): number | null {
  const plain = text.trim().replace(',', '.');
  const value = Number(plain);
  return /^\d{1,6}(\.\d{1,6})?$/.test(plain) && value >= min && value <= max ? value : null;
}
