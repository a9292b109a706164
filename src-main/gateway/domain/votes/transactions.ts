import type { Vote } from '../../../../src-shared/coordination.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { VoteRow } from '../../store/tables/coordination.ts';
import { fromJson } from '../../store/json.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

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

export function* createVote(tx: Tx, vote: NewVote): Steps<Vote> {
  const { id, room_id, title, description, options, created_by, duration_ms, eligible_ids } = vote;
  yield* tx.writes.insertVote({
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
  yield* tx.record({ type: 'vote.created', room_id, subject_id: id });
  return yield* found(tx, id);
}

interface Cast {
  room_id: string;
  vote_id: string;
  participant_id: string;
  option_index: number;
  /** Whether they may vote who were not there when it was called: the vote does not wait for them, but takes their ballot. */
  may_come_later: boolean;
}

/** One ballot for each of the electorate. The last one closes the vote. */
export function* castVote(tx: Tx, cast: Cast): Steps<Vote> {
  const { room_id, vote_id, participant_id, option_index, may_come_later } = cast;
  const row = yield* tx.reads.voteRow(vote_id);
  if (row?.room_id !== room_id) throw new AppError('vote_not_found');
  const eligible = fromJson<string[]>(row.eligible_ids);
  const isElector = eligible.includes(participant_id);
  if (!isElector && !may_come_later) {
    throw new AppError('access_denied', 'Only participants who were present when the vote was created can vote.');
  }
  if (option_index >= fromJson<string[]>(row.options).length) throw new AppError('invalid_option');
  if (row.closed_at !== null || (row.closes_at !== null && row.closes_at <= tx.now)) throw new AppError('vote_closed');
  if ((yield* tx.reads.ballots(vote_id)).some((ballot) => ballot.participant_id === participant_id)) throw new AppError('already_voted');
  yield* tx.writes.insertBallot({ vote_id, participant_id, option_index, cast_at: tx.now });
  const eligible_ids = isElector ? row.eligible_ids : JSON.stringify([...eligible, participant_id]);
  if (!isElector) yield* tx.writes.setVoteElectorate({ id: vote_id, eligible_ids });
  if (!(yield* closeIfComplete(tx, { ...row, eligible_ids }))) yield* tx.record({ type: 'vote.changed', room_id, subject_id: vote_id });
  return yield* found(tx, vote_id);
}

/** Its time is over. */
export function* closeVote(tx: Tx, { room_id, vote_id }: { room_id: string; vote_id: string }): Steps<void> {
  const row = yield* tx.reads.voteRow(vote_id);
  if (row?.room_id === room_id && row.closed_at === null) yield* close(tx, row);
}

/** A participant left a room or came back: absent participants hold up no vote. */
export function* attendVotes(tx: Tx, attendance: { room_id: string; participant_id: string; is_present: boolean }): Steps<void> {
  const { room_id, participant_id, is_present } = attendance;
  for (const row of yield* tx.reads.openVoteRows(room_id)) {
    const left = fromJson<string[]>(row.left_ids);
    if (!fromJson<string[]>(row.eligible_ids).includes(participant_id) || left.includes(participant_id) !== is_present) continue;
    const left_ids = JSON.stringify(is_present ? left.filter((id) => id !== participant_id) : [...left, participant_id]);
    yield* tx.writes.setVoteLeft({ id: row.id, left_ids });
    yield* closeIfComplete(tx, { ...row, left_ids });
  }
}

/** Complete: all who are still present have voted, and there is at least one ballot. */
function* closeIfComplete(tx: Tx, row: VoteRow): Steps<boolean> {
  const voted = new Set((yield* tx.reads.ballots(row.id)).map((ballot) => ballot.participant_id));
  const left = new Set(fromJson<string[]>(row.left_ids));
  const isComplete = voted.size > 0 && fromJson<string[]>(row.eligible_ids).every((id) => voted.has(id) || left.has(id));
  if (isComplete) yield* close(tx, row);
  return isComplete;
}

function* close(tx: Tx, { id, room_id }: VoteRow): Steps<void> {
  yield* tx.writes.closeVote({ id, closed_at: tx.now });
  yield* tx.record({ type: 'vote.closed', room_id, subject_id: id });
}

function* found(tx: Tx, voteId: string): Steps<Vote> {
  const vote = yield* tx.reads.vote(voteId);
  if (!vote) throw new AppError('vote_not_found');
  return vote;
}
