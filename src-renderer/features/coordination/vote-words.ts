// The texts of a vote.
import type { Vote } from '../../../src-shared/coordination.ts';
import { listed } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** The number of ballots, and the names of those whose ballots the vote waits for. */
export function turnoutWords(
  { voted_ids, waiting_for_ids }: Pick<Vote, 'voted_ids' | 'waiting_for_ids'>,
  nameOf: (id: string) => string,
): string {
  const { voted, waitingFor } = strings.voting;
  const parts = [voted(voted_ids.length)];
  if (waiting_for_ids.length > 0) parts.push(waitingFor(listed(waiting_for_ids.map(nameOf), 4)));
  return parts.join(' · ');
}

/** "closes in 40 s", "closes in 5 min"; empty when it closes automatically once all have voted. */
export function closingWords(closesAt: number | null, now: number): string {
  if (closesAt === null) return '';
  const left = Math.max(0, Math.ceil((closesAt - now) / 1000));
  if (left === 0) return strings.voting.closesNow;
  if (left < 2 * MINUTE_S) return strings.voting.closesInSeconds(left);
  if (left < 2 * HOUR_S) return strings.voting.closesInMinutes(Math.round(left / MINUTE_S));
  if (left < 2 * DAY_S) return strings.voting.closesInHours(Math.round(left / HOUR_S));
  return strings.voting.closesInDays(Math.round(left / DAY_S));
}

/** Why one cannot vote now; null when one can. */
export function whyNot({ closed_at }: Pick<Vote, 'closed_at'>, isArchived: boolean): string | null {
  if (closed_at !== null) return strings.voting.voteClosed;
  if (isArchived) return strings.voting.archived;
  return null;
}

/** The options with the most votes. None without votes. */
export function winners({ tally }: Pick<Vote, 'tally'>): number[] {
  const most = Math.max(0, ...(tally ?? []));
  return most === 0 ? [] : (tally ?? []).flatMap((count, index) => (count === most ? index : []));
}

export function outcomeWords(vote: Vote): string {
  const won = winners(vote);
  const names = won.map((index) => strings.voting.quoted(vote.options[index] ?? ''));
  if (won.length === 0) return strings.voting.nobodyVoted;
  if (won.length > 1) return strings.voting.tie(listed(names));
  return strings.voting.won(names[0] ?? '', vote.tally?.[won[0] ?? 0] ?? 0, vote.voted_ids.length);
}
