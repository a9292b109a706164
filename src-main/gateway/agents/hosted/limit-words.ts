// The sentences of an agent that stops at a limit of 24 hours.
import { dollarsOf } from '../../../../src-shared/money.ts';
import type { Limit } from './limits.ts';

const HOUR_MS = 60 * 60 * 1000;

/** When the work fits again: a time; `soon`: after other answers; `never`: with a higher limit only; `unpriced`: with a known price only. */
export type Again = number | 'soon' | 'never' | 'unpriced';

interface Names {
  /** Of the person who caused the turn. */
  person: string;
}

export function limitSentence({ limit, left, again }: { limit: Limit; left: number; again: Again }, names: Names, now: number): string {
  return `${beginning(limit, names)}${rest(limit, left)} ${whenAgain(limit, again, now)}`;
}

export function unpricedSentence(limit: Limit, names: Names): string {
  return `${beginning(limit, names)} and it is not known how much I cost. ${owner(limit)} can enter the price of my tokens, or limit tokens instead.`;
}

function beginning({ subject, unit, max }: Limit, { person }: Names): string {
  const whose = { agent: 'I', room: 'Agents', person: 'Agents' }[subject];
  const where = { agent: '', room: ' in this room', person: ` for ${person || 'one person'}` }[subject];
  const what = {
    turns: `may answer ${max === 1 ? 'once' : `${max} times`}`,
    tokens: `may use ${max} tokens`,
    micros: `may cost ${dollars(max)}`,
  }[unit];
  return `${whose} ${what} in 24 hours${where},`;
}

function rest({ unit, subject }: Limit, left: number): string {
  switch (unit) {
    case 'turns':
      return subject === 'agent' ? ' and I have.' : ' and they have.';
    case 'tokens':
      return ` and the ${left} that are left are not enough for this answer.`;
    case 'micros':
      return ` and the ${dollars(left)} that are left are not enough for this answer.`;
  }
}

function whenAgain(limit: Limit, again: Again, now: number): string {
  if (again === 'soon') return 'Other answers are being written: ask me again when they have ended.';
  if (typeof again !== 'number') return `${owner(limit)} can set a higher limit.`;
  const hours = Math.ceil((again - now) / HOUR_MS);
  return `I can answer again ${hours <= 1 ? 'within an hour' : `in about ${hours} hours`}, or with a higher limit.`;
}

const owner = ({ subject }: Limit): string => (subject === 'agent' ? 'My owner' : 'An admin');

const dollars = (micros: number): string => `$${dollarsOf(micros).toFixed(micros % 10_000 === 0 ? 2 : 6)}`;
