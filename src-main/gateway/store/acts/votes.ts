import type { Vote } from '../../../../src-shared/coordination.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { VoteRow } from '../schema.ts';
import { fromJson } from '../json.ts';
import type { Transaction } from '../transaction.ts';

export interface NewVote {
  id: string;
  room_id: string;
  title: string;
  description: string | null;
  options: string[];
  created_by: string;
  /** From now; null: no deadline. */
  duration_ms: number | null;
  eligible_ids: string[];
}

export function createVote(tx: Transaction, vote: NewVote): Vote {
  const { id, room_id, title, description, options, created_by, duration_ms, eligible_ids } = vote;
  tx.writes.insertVote.run({
    id,
    room_id,
    title,
    description,
    options: JSON.stringify(options),
    created_by,
    created_at: tx.now,
    closes_at: duration_ms === null ? null : tx.now + duration_ms,
    closed_at: null,
    eligible_ids: JSON.stringify(eligible_ids),
    left_ids: '[]',
  });
  tx.record({ type: 'vote.created', room_id, subject_id: id });
  return found(tx, id);
}

interface Cast {
  vote_id: string;
  participant_id: string;
  option_index: number;
  /** Whether they may vote who were not there when it was called: the vote does not wait for them, but takes their ballot. */
  may_come_later: boolean;
}

/** One ballot for each of the electorate. The last one closes the vote. */
export function castVote(tx: Transaction, cast: Cast): Vote {
  const { vote_id, participant_id, option_index, may_come_later } = cast;
  const row = tx.reads.voteRow(vote_id);
  if (!row) throw new AppError('vote_not_found');
  const eligible = fromJson<string[]>(row.eligible_ids);
  const isElector = eligible.includes(participant_id);
  if (!isElector && !may_come_later) {
    throw new AppError('access_denied', 'Only those who were there when the vote was called can vote.');
  }
  if (option_index >= fromJson<string[]>(row.options).length) throw new AppError('invalid_option');
  if (row.closed_at !== null || (row.closes_at !== null && row.closes_at <= tx.now)) throw new AppError('vote_closed');
  if (tx.reads.ballots(vote_id).some((ballot) => ballot.participant_id === participant_id)) throw new AppError('already_voted');
  tx.writes.insertBallot.run({ vote_id, participant_id, option_index, cast_at: tx.now });
  const eligible_ids = isElector ? row.eligible_ids : JSON.stringify([...eligible, participant_id]);
  if (!isElector) tx.writes.setVoteElectorate.run({ id: vote_id, eligible_ids });
  if (!closeIfComplete(tx, { ...row, eligible_ids })) tx.record({ type: 'vote.changed', room_id: row.room_id, subject_id: vote_id });
  return found(tx, vote_id);
}

/** Its time is over. */
export function closeVote(tx: Transaction, { vote_id }: { vote_id: string }): void {
  const row = tx.reads.voteRow(vote_id);
  if (row && row.closed_at === null) close(tx, row);
}

/** Somebody left a room, or came back: those who are away hold up no vote. */
export function attendVotes(tx: Transaction, attendance: { room_id: string; participant_id: string; is_present: boolean }): void {
  const { room_id, participant_id, is_present } = attendance;
  for (const row of tx.reads.openVoteRows(room_id)) {
    const left = fromJson<string[]>(row.left_ids);
    if (!fromJson<string[]>(row.eligible_ids).includes(participant_id) || left.includes(participant_id) !== is_present) continue;
    const left_ids = JSON.stringify(is_present ? left.filter((id) => id !== participant_id) : [...left, participant_id]);
    tx.writes.setVoteLeft.run({ id: row.id, left_ids });
    closeIfComplete(tx, { ...row, left_ids });
  }
}

/** Complete: everybody who is still there has voted, and there is a ballot at all. */
function closeIfComplete(tx: Transaction, row: VoteRow): boolean {
  const voted = new Set(tx.reads.ballots(row.id).map((ballot) => ballot.participant_id));
  const left = new Set(fromJson<string[]>(row.left_ids));
  const isComplete = voted.size > 0 && fromJson<string[]>(row.eligible_ids).every((id) => voted.has(id) || left.has(id));
  if (isComplete) close(tx, row);
  return isComplete;
}

function close(tx: Transaction, { id, room_id }: VoteRow): void {
  tx.writes.closeVote.run({ id, closed_at: tx.now });
  tx.record({ type: 'vote.closed', room_id, subject_id: id });
}

function found(tx: Transaction, voteId: string): Vote {
  const vote = tx.reads.vote(voteId);
  if (!vote) throw new AppError('vote_not_found');
  return vote;
}
