import type { OwnVote } from '../../../../src-shared/coordination.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { HOME_KEY_ID } from '../../../../src-shared/ids.ts';
import type { VoteRow } from '../../store/tables/coordination.ts';
import { fromJson } from '../../store/json.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { refusePaused } from '../messages/agent-runs.ts';
import { postMessage } from '../messages/transactions.ts';

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
  /** The key that the creator came with. */
  key_id: string | null;
  /** A program with the access of the creator asks. */
  by_program?: boolean;
}

/** Creates a vote, and the message that stands for it under the same id. */
export function* createVote(tx: Tx, vote: NewVote): Steps<OwnVote> {
  const { id, room_id, title, description, options, created_by, duration_ms, eligible_ids, key_id, by_program = false } = vote;
  // Before anything is written.
  yield* refusePaused(tx, { room_id, author_id: created_by, by_program, by_home_key: key_id === HOME_KEY_ID });
  const optional_ids = yield* idsNotWaitedFor(tx, vote);
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
    optional_ids: JSON.stringify(optional_ids),
    // The message is next. The vote is recorded first, so that a client has it when it draws the message.
    seq: ((yield* tx.reads.room(room_id))?.last_seq ?? 0) + 1,
  });
  yield* tx.record({ type: 'vote.created', room_id, subject_id: id });
  const said = { reply_to: null, metadata: null, mentions: [], client_id: null, key_id, posted_by_program: by_program };
  yield* postMessage(tx, { id, room_id, author_id: created_by, kind: 'vote', content: title, ...said });
  return yield* found(tx, id, created_by);
}

/**
 * A vote of a person does not wait for agents that never voted: most programs do not vote. A vote of an agent waits for all agents,
 * as the protocol of agents says.
 */
function* idsNotWaitedFor(tx: Tx, { created_by, eligible_ids }: NewVote): Steps<string[]> {
  if ((yield* tx.reads.participant(created_by))?.kind !== 'person') return [];
  const ids: string[] = [];
  for (const id of eligible_ids) {
    const isAgent = (yield* tx.reads.participant(id))?.kind === 'agent';
    if (isAgent && !(yield* tx.reads.hasVoted(id))) ids.push(id);
  }
  return ids;
}

interface Cast {
  room_id: string;
  vote_id: string;
  participant_id: string;
  option_index: number;
  /** Whether they may vote who were not there when it was called: the vote does not wait for them, but takes their ballot. */
  may_come_later: boolean;
  /** Whether the ballot takes the place of an earlier one. Otherwise a second ballot is refused. */
  replace: boolean;
}

/** One ballot for each of the electorate. The last ballot that the vote waits for closes it. */
export function* castVote(tx: Tx, cast: Cast): Steps<OwnVote> {
  const { room_id, vote_id, participant_id, option_index, may_come_later, replace } = cast;
  const row = yield* tx.reads.voteRow(vote_id);
  if (row?.room_id !== room_id) throw new AppError('vote_not_found');
  const eligible = fromJson<string[]>(row.eligible_ids);
  const isElector = eligible.includes(participant_id);
  if (!isElector && !may_come_later) {
    throw new AppError('access_denied', 'Only participants who were present when the vote was created can vote.');
  }
  if (option_index >= fromJson<string[]>(row.options).length) throw new AppError('invalid_option');
  if (row.closed_at !== null || (row.closes_at !== null && row.closes_at <= tx.now)) throw new AppError('vote_closed');
  const before = (yield* tx.reads.ballots(vote_id)).find((ballot) => ballot.participant_id === participant_id);
  if (before && !replace) throw new AppError('already_voted');
  if (before?.option_index === option_index) return yield* found(tx, vote_id, participant_id);
  if (before) {
    yield* tx.writes.setBallot({ vote_id, participant_id, option_index });
  } else {
    yield* tx.writes.insertBallot({ vote_id, participant_id, option_index, cast_at: tx.now });
    const eligible_ids = isElector ? row.eligible_ids : JSON.stringify([...eligible, participant_id]);
    if (!isElector) yield* tx.writes.setVoteElectorate({ id: vote_id, eligible_ids });
    if (!(yield* closeIfComplete(tx, { ...row, eligible_ids }))) yield* tx.record({ type: 'vote.changed', room_id, subject_id: vote_id });
  }
  const payload = { vote_id, option_index };
  yield* tx.record({ type: 'ballot.cast', room_id, subject_id: participant_id, only_id: participant_id, payload });
  return yield* found(tx, vote_id, participant_id);
}

/** Its time is over. */
export function* closeVote(tx: Tx, { room_id, vote_id }: { room_id: string; vote_id: string }): Steps<void> {
  const row = yield* tx.reads.voteRow(vote_id);
  if (row?.room_id === room_id && row.closed_at === null) yield* close(tx, row);
}

/** A participant closes it before its time. Throws `vote_not_found` and `vote_closed`. */
export function* endVote(tx: Tx, { room_id, vote_id, by_id }: { room_id: string; vote_id: string; by_id: string }): Steps<OwnVote> {
  const row = yield* tx.reads.voteRow(vote_id);
  if (row?.room_id !== room_id) throw new AppError('vote_not_found');
  if (row.closed_at !== null) throw new AppError('vote_closed');
  yield* close(tx, row);
  return yield* found(tx, vote_id, by_id);
}

/** A participant left a room or came back: absent participants hold up no vote. */
export function* attendVotes(tx: Tx, attendance: { room_id: string; participant_id: string; is_present: boolean }): Steps<void> {
  const { room_id, participant_id, is_present } = attendance;
  for (const row of yield* tx.reads.openVoteRows(room_id)) {
    const left = fromJson<string[]>(row.left_ids);
    if (!fromJson<string[]>(row.eligible_ids).includes(participant_id) || left.includes(participant_id) !== is_present) continue;
    const left_ids = JSON.stringify(is_present ? left.filter((id) => id !== participant_id) : [...left, participant_id]);
    yield* tx.writes.setVoteLeft({ id: row.id, left_ids });
    if (!(yield* closeIfComplete(tx, { ...row, left_ids }))) yield* tx.record({ type: 'vote.changed', room_id, subject_id: row.id });
  }
}

/**
 * Complete: all have voted whom the vote waits for, and there is a ballot. Where others may vote too, one ballot is not enough: the
 * creator alone would close the vote before any of them saw it.
 */
function* closeIfComplete(tx: Tx, row: VoteRow): Steps<boolean> {
  const voted = new Set((yield* tx.reads.ballots(row.id)).map((ballot) => ballot.participant_id));
  const optional = fromJson<string[]>(row.optional_ids);
  const settled = new Set([...voted, ...fromJson<string[]>(row.left_ids), ...optional]);
  const ballotsNeeded = optional.length === 0 ? 1 : 2;
  const isComplete = voted.size >= ballotsNeeded && fromJson<string[]>(row.eligible_ids).every((id) => settled.has(id));
  if (isComplete) yield* close(tx, row);
  return isComplete;
}

function* close(tx: Tx, { id, room_id }: VoteRow): Steps<void> {
  yield* tx.writes.closeVote({ id, closed_at: tx.now });
  yield* tx.record({ type: 'vote.closed', room_id, subject_id: id });
}

function* found(tx: Tx, voteId: string, participantId: string): Steps<OwnVote> {
  const vote = yield* tx.reads.ownVote(voteId, participantId);
  if (!vote) throw new AppError('vote_not_found');
  return vote;
}
