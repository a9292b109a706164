// What a vote says about itself.
import type { Vote } from '../../src-shared/coordination.ts';
import { counted, listed } from '../ui/words.ts';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

export function turnoutWords({ voted_ids, eligible_ids }: Pick<Vote, 'voted_ids' | 'eligible_ids'>): string {
  return `${voted_ids.length} of ${eligible_ids.length} ${eligible_ids.length === 1 ? 'has' : 'have'} voted`;
}

/** "closes in 40 s", "closes in 5 min"; empty when it closes by itself once all have voted. */
export function closingWords(closesAt: number | null, now: number): string {
  if (closesAt === null) return '';
  const left = Math.max(0, Math.ceil((closesAt - now) / 1000));
  if (left === 0) return 'closes now';
  if (left < 2 * MINUTE_S) return `closes in ${left} s`;
  if (left < 2 * HOUR_S) return `closes in ${Math.round(left / MINUTE_S)} min`;
  if (left < 2 * DAY_S) return `closes in ${Math.round(left / HOUR_S)} h`;
  return `closes in ${Math.round(left / DAY_S)} days`;
}

/** Why one cannot vote now; null when one can. */
export function whyNot({ closed_at, voted_ids }: Vote, meId: string): string | null {
  if (closed_at !== null) return 'This vote is closed.';
  if (voted_ids.includes(meId)) return 'You have voted. What it came to shows when it closes.';
  return null;
}

/** The options with the most votes; none when nobody voted. */
export function winners({ tally }: Pick<Vote, 'tally'>): number[] {
  const most = Math.max(0, ...(tally ?? []));
  return most === 0 ? [] : (tally ?? []).flatMap((count, index) => (count === most ? index : []));
}

export function outcomeWords(vote: Vote): string {
  const won = winners(vote);
  const names = won.map((index) => `“${vote.options[index] ?? ''}”`);
  if (won.length === 0) return 'Nobody voted.';
  if (won.length > 1) return `A tie between ${listed(names)}.`;
  return `${names[0]} won with ${counted(vote.tally?.[won[0] ?? 0] ?? 0, 'vote', 'votes')} of ${vote.voted_ids.length}.`;
}
