// The limits of the use of agents themselves.
export const DOLLARS_PER_DAY_MAX = 100_000;
export const TURNS_PER_DAY_MAX = 100_000;
/** In US dollars, for a million tokens. */
export const PRICE_MAX = 10_000;
/** The use of agents is kept so long. */
export const USE_KEPT_DAYS = 90;
