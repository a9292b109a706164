// The rules of elections, leaders and turns, as plain code.
import { ELECTION_MS, LEADER_ASKED_MS } from '../../../../src-shared/limits.ts';
import type { Verdict } from './play.ts';

export type FloorAct =
  | { type: 'elect'; by: number; stand: boolean }
  | { type: 'decline'; by: number }
  | { type: 'decide'; by: number }
  | { type: 'say'; by: number }
  | { type: 'attend'; by: number; isPresent: boolean }
  /** Longer than an election, or than the time in which a leader is asked. */
  | { type: 'wait'; isLong: boolean };

interface KnownElection {
  candidates: Set<number>;
  startedBy: number;
  asks: number | null;
  msLeft: number;
}

export interface ReferenceFloor {
  /** In the order in which they came. */
  readonly present: Set<number>;
  readonly isAgent: (who: number) => boolean;
  leader: number | null;
  turn: number | null;
  election: KnownElection | null;
  /** The next leader is one of these, by chance. Empty: the leader is known. */
  draw: readonly number[];
}

export function apply(floor: ReferenceFloor, act: FloorAct): Verdict {
  floor.draw = [];
  switch (act.type) {
    case 'elect':
      return elect(floor, act.by, act.stand);
    case 'decline':
      return decline(floor, act.by);
    case 'decide':
      return floor.leader === act.by ? 'ok' : 'not_leader';
    case 'say':
      passOn(floor, act.by);
      return 'ok';
    case 'attend':
      return attend(floor, act.by, act.isPresent);
    case 'wait':
      wait(floor, act.isLong ? LEADER_ASKED_MS : ELECTION_MS);
      return 'ok';
  }
}

function elect(floor: ReferenceFloor, by: number, stand: boolean): Verdict {
  if (floor.election) return 'election_in_progress';
  const { leader } = floor;
  const asks = leader !== null && leader !== by && !floor.isAgent(leader) ? leader : null;
  const candidates = new Set([...floor.present].filter((who) => floor.isAgent(who) || (stand && who === by)));
  floor.election = { candidates, startedBy: by, asks, msLeft: asks === null ? ELECTION_MS : LEADER_ASKED_MS };
  return 'ok';
}

function decline(floor: ReferenceFloor, by: number): Verdict {
  const { election } = floor;
  if (!election) return 'no_election_active';
  if (election.asks === by) floor.election = null;
  else election.candidates.delete(by);
  return 'ok';
}

/** The turn is given to the participant who came after the author. */
function passOn(floor: ReferenceFloor, by: number): void {
  const present = [...floor.present];
  const at = present.indexOf(by);
  if (at !== -1) floor.turn = present[(at + 1) % present.length] ?? null;
}

function attend(floor: ReferenceFloor, who: number, isPresent: boolean): Verdict {
  const { present } = floor;
  if (isPresent) {
    present.add(who);
    floor.turn ??= who;
    return 'ok';
  }
  if (!present.delete(who)) return 'not_in_room';
  if (floor.leader === who) {
    floor.leader = null;
    // A leader who has left the room and comes back leads no more, so there is nothing to keep.
    if (floor.election) floor.election.asks = null;
  }
  if (floor.turn === who) floor.turn = [...present][0] ?? null;
  return 'ok';
}

function wait(floor: ReferenceFloor, ms: number): void {
  const { election } = floor;
  if (!election) return;
  election.msLeft -= ms;
  if (election.msLeft > 0) return;
  floor.election = null;
  floor.draw = [...election.candidates].filter((who) => floor.present.has(who));
}
