// Elections, leaders and turns in random order by two people and two agents, against the rules as plain code.
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Floor } from '../../../../src-shared/coordination.ts';
import { ELECTION_MS, LEADER_ASKED_MS } from '../../../../src-shared/limits.ts';
import type { Browser } from '../browser.ts';
import { createTestClock, realAfterBut } from '../clock.ts';
import { homeForAll } from '../shared-home.ts';
import { watchAs } from '../watcher.ts';
import { apply, type FloorAct, type ReferenceFloor } from './floor-reference.ts';
import { FUZZ_LIMIT_MS, outcomeOf, playAll, replyOf, verdictOf, type Game, type Outcome, type Player } from './play.ts';

const PLAYERS = 4;
/** The first two players are people. */
const isAgent = (who: number): boolean => who >= 2;
const ACTS_MAX = 50;

const clock = createTestClock();
const home = homeForAll({ after: realAfterBut((ms) => ms === ELECTION_MS || ms === LEADER_ASKED_MS, clock) });
let friend: Browser;
let games = 0;
beforeAll(async () => {
  friend = await home.guest('Sarah', { role: 'member', scope: 'home' });
});

const by = fc.nat({ max: PLAYERS - 1 });
const acts: fc.Arbitrary<FloorAct> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('elect' as const), by, stand: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('decline' as const, 'decide' as const), by }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('say' as const), by }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('attend' as const), by, isPresent: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('wait' as const), isLong: fc.boolean() }) },
);

it('leaders and turns are as the reference of the floor says', { timeout: FUZZ_LIMIT_MS }, () =>
  playAll({ acts, begin, length: ACTS_MAX }),
);

async function begin(): Promise<Game<FloorAct>> {
  games += 1;
  const maya = await watchAs(home, home.owner);
  const people = [maya, await watchAs(home, friend)];
  const agents = ['a', 'b'].map(async (name) => ({
    id: `${name}${games}`,
    client: await home.agent(`${name}${games}`, { agent_id: `${name}${games}` }),
  }));
  const players: Player[] = [...people, ...(await Promise.all(agents))];
  const { id: room_id } = await maya.do('create_room', { name: `floor ${games}`, public: true });
  for (const player of players) await replyOf(player, 'join_room', { room_id });
  const reference: ReferenceFloor = { present: new Set(players.keys()), isAgent, leader: null, turn: 0, election: null, draw: [] };

  async function play(act: FloorAct): Promise<{ expected: unknown; actual: unknown }> {
    const outcome = await perform(act);
    const verdict = apply(reference, act);
    const { floor } = await maya.do('room_info', { room_id });
    // The reference does not know who is drawn: it takes one of those who can be, and complains about any other.
    const drawn = players.findIndex(({ id }) => id === floor.leader_id);
    if (reference.draw.includes(drawn)) reference.leader = drawn;
    return { expected: { verdict, floor: shown() }, actual: { verdict: verdictOf(outcome), floor: read(floor) } };
  }

  async function perform(act: FloorAct): Promise<Outcome> {
    if (act.type === 'wait') {
      clock.pass(act.isLong ? LEADER_ASKED_MS : ELECTION_MS);
      return { reply: null };
    }
    const player = players[act.by];
    if (!player) throw new Error('There is no such player.');
    switch (act.type) {
      case 'elect':
        return outcomeOf(player, 'elect_leader', { room_id, stand: act.stand });
      case 'decline':
        return outcomeOf(player, 'decline_election', { room_id });
      case 'decide':
        return outcomeOf(player, 'decision', { room_id, content: 'So be it.' });
      case 'say':
        return outcomeOf(player, 'send_message', { room_id, content: 'Well.' });
      case 'attend':
        return outcomeOf(player, act.isPresent ? 'join_room' : 'leave_room', { room_id });
    }
  }

  function shown(): unknown {
    const idOf = (at: number | null): string | null => (at === null ? null : (players[at]?.id ?? ''));
    const { leader, turn, election } = reference;
    return {
      ...{ leader: idOf(leader), turn: idOf(turn) },
      election: election && {
        ...{
          candidates: [...election.candidates].map((at) => idOf(at) ?? '').sort(),
          startedBy: idOf(election.startedBy),
          asks: idOf(election.asks),
        },
      },
    };
  }

  async function end(): Promise<void> {
    for (const person of people) {
      const [live, fresh] = [await person.picture(), await person.fresh()];
      expect(live.floors[room_id]).toEqual(fresh.floors[room_id]);
    }
    for (const player of players) player.client.close();
  }

  return { play, end };
}

function read({ leader_id, turn_id, election }: Floor): unknown {
  return {
    ...{ leader: leader_id, turn: turn_id },
    election: election && {
      ...{ candidates: [...election.candidate_ids].sort(), startedBy: election.started_by, asks: election.asks_id },
    },
  };
}
