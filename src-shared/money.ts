// US dollars. Amounts are counted in whole millionths of a dollar, so that many small ones have an exact sum.
import type { Price } from './providers.ts';

const A_MILLION = 1_000_000;

export const microsOf = (dollars: number): number => Math.round(dollars * A_MILLION);

export const dollarsOf = (micros: number): number => micros / A_MILLION;

export interface TokenCounts {
  input_tokens: number;
  output_tokens: number;
}

/** In micro-dollars, rounded up: a price is in dollars for a million tokens. */
export function microsFor(price: Price, { input_tokens, output_tokens }: TokenCounts): number {
  return Math.max(0, Math.ceil(input_tokens * price.input + output_tokens * price.output - 1e-6));
}
