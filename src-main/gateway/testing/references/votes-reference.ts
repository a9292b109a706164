// The rules of votes, as plain code.
import type { Verdict } from './play.ts';

export type VoteAct =
  | { type: 'create'; by: number; options: number }
  | { type: 'cast'; by: number; vote: number; option: number; replace: boolean }
  | { type: 'close'; by: number; vote: number }
  | { type: 'attend'; by: number; isPresent: boolean }
  /** As long as a participant has to come back. */
  | { type: 'wait' };

export interface KnownVote {
  by: number;
  options: number;
  eligible: number[];
  /** They left the room: the vote does not wait for them. */
  left: Set<number>;
  /** The vote takes their ballots, and does not wait for them. */
  optional: Set<number>;
  ballots: Map<number, number>;
  /** It is not known yet which of the eligible stay away. */
  isNew: boolean;
  isClosed: boolean;
}

export interface ReferenceVotes {
  readonly votes: KnownVote[];
  readonly present: Set<number>;
  readonly hasVoted: Set<number>;
  readonly isAgent: (who: number) => boolean;
  /** The owner of the home closes every vote. */
  readonly owner: number;
}

/** Changes the votes as the server should, and says how it should answer. */
export function apply(state: ReferenceVotes, act: VoteAct): Verdict {
  switch (act.type) {
    case 'create':
      state.votes.push(created(state, act));
      return 'ok';
    case 'cast':
      return cast(state, act);
    case 'close': {
      const vote = state.votes[act.vote];
      if (!vote) return 'vote_not_found';
      if (act.by !== vote.by && act.by !== state.owner) return 'access_denied';
      if (vote.isClosed) return 'vote_closed';
      vote.isClosed = true;
      return 'ok';
    }
    case 'attend':
      return attend(state, act.by, act.isPresent);
    case 'wait':
      return wait(state);
  }
}

export function waitingFor({ eligible, left, optional, ballots, isClosed }: KnownVote): number[] {
  return isClosed ? [] : eligible.filter((each) => !left.has(each) && !optional.has(each) && !ballots.has(each));
}

function created(state: ReferenceVotes, { by, options }: Extract<VoteAct, { type: 'create' }>): KnownVote {
  const eligible = [...new Set([...state.present, by])];
  const isWaitedFor = (who: number): boolean => state.isAgent(by) || !state.isAgent(who) || state.hasVoted.has(who);
  const optional = new Set(eligible.filter((who) => !isWaitedFor(who)));
  return { by, options, eligible, left: new Set(), optional, ballots: new Map(), isNew: true, isClosed: false };
}

function cast(state: ReferenceVotes, { by, vote: at, option, replace }: Extract<VoteAct, { type: 'cast' }>): Verdict {
  const vote = state.votes[at];
  if (!vote) return 'vote_not_found';
  const isElector = vote.eligible.includes(by);
  if (!isElector && state.isAgent(by)) return 'access_denied';
  if (option >= vote.options) return 'invalid_option';
  if (vote.isClosed) return 'vote_closed';
  const before = vote.ballots.get(by);
  if (before !== undefined && !replace) return 'already_voted';
  vote.ballots.set(by, option);
  state.hasVoted.add(by);
  if (!isElector) vote.eligible.push(by);
  if (before === undefined) closeIfComplete(vote);
  return 'ok';
}

function attend(state: ReferenceVotes, who: number, isPresent: boolean): Verdict {
  if (!isPresent && !state.present.has(who)) return 'not_in_room';
  if (isPresent === state.present.has(who)) return 'ok';
  if (isPresent) state.present.add(who);
  else state.present.delete(who);
  for (const vote of state.votes) noteAttendance(vote, who, isPresent);
  return 'ok';
}

function noteAttendance(vote: KnownVote, who: number, isPresent: boolean): void {
  if (vote.isClosed || !vote.eligible.includes(who)) return;
  if (isPresent) vote.left.delete(who);
  else vote.left.add(who);
  closeIfComplete(vote);
}

/** Participants who were away when a vote was created, and are not back, hold up none. */
function wait({ votes, present }: ReferenceVotes): Verdict {
  const away = votes.filter(({ isNew }) => isNew).flatMap(({ eligible }) => eligible.filter((who) => !present.has(who)));
  for (const vote of votes) {
    vote.isNew = false;
    for (const who of away) noteAttendance(vote, who, false);
  }
  return 'ok';
}

/** One ballot is not enough where the vote does not wait for all: that of its creator would close it before the others saw it. */
function closeIfComplete(vote: KnownVote): void {
  const needed = vote.optional.size === 0 ? 1 : 2;
  if (vote.ballots.size >= needed && waitingFor(vote).length === 0) vote.isClosed = true;
}
