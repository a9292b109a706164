// Votes, ballots and attendance in random order by two people and two agents, against the rules as plain code.
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { OwnVote } from '../../../../src-shared/coordination.ts';
import { RECONNECT_WINDOW_MS } from '../../../../src-shared/limits.ts';
import type { Browser } from '../browser.ts';
import { createTestClock, realAfterBut } from '../clock.ts';
import { homeForAll } from '../shared-home.ts';
import { watchAs } from '../watcher.ts';
import { FUZZ_LIMIT_MS, outcomeOf, playAll, replyOf, verdictOf, type Game, type Outcome, type Player } from './play.ts';
import { apply, waitingFor, type KnownVote, type ReferenceVotes, type VoteAct } from './votes-reference.ts';

const PLAYERS = 4;
/** The first two players are people. */
const isAgent = (who: number): boolean => who >= 2;
const ACTS_MAX = 50;
const OPTIONS_MAX = 3;
/** Only what never settles takes as long. */
const SETTLED_MS = 2_000;
/** Between two acts, so that no limit of messages in a time is reached. */
const PAUSE_MS = 1_000;
const isForClock = (ms: number): boolean => ms === RECONNECT_WINDOW_MS;

const clock = createTestClock();
const home = homeForAll({ now: clock.now, after: realAfterBut(isForClock, clock) });
let friend: Browser;
let games = 0;
beforeAll(async () => {
  friend = await home.guest('Sarah', { role: 'member', scope: 'home' });
});

const by = fc.nat({ max: PLAYERS - 1 });
const vote = fc.nat({ max: 4 });
const option = fc.nat({ max: OPTIONS_MAX });
const acts: fc.Arbitrary<VoteAct> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('create' as const), by, options: fc.integer({ min: 2, max: OPTIONS_MAX }) }),
  },
  { weight: 10, arbitrary: fc.record({ type: fc.constant('cast' as const), by, vote, option, replace: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('close' as const), by, vote }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('attend' as const), by, isPresent: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('wait' as const) }) },
);

it('votes end as the reference of votes says', { timeout: FUZZ_LIMIT_MS }, () => playAll({ acts, begin, length: ACTS_MAX }));

async function begin(): Promise<Game<VoteAct>> {
  games += 1;
  const people = [await watchAs(home, home.owner), await watchAs(home, friend)];
  const players: Player[] = [...people, await agent(`a${games}`), await agent(`b${games}`)];
  const [owner] = people;
  if (!owner) throw new Error('The owner is missing.');
  const { id: room_id } = await owner.do('create_room', { name: `votes ${games}`, public: true });
  for (const player of players) await replyOf(player, 'join_room', { room_id });
  const state: ReferenceVotes = { votes: [], present: new Set(players.keys()), hasVoted: new Set(), isAgent, owner: 0 };
  const ids: string[] = [];

  async function play(act: VoteAct): Promise<{ expected: string; actual: string }> {
    clock.pass(act.type === 'wait' ? RECONNECT_WINDOW_MS : PAUSE_MS);
    const outcome = await perform(act);
    if (act.type === 'create' && 'reply' in outcome) ids.push(idOf(outcome.reply));
    return { expected: apply(state, act), actual: verdictOf(outcome) };
  }

  function playerAt(at: number): Player {
    const player = players[at];
    if (!player) throw new Error('There is no such player.');
    return player;
  }

  async function perform(act: VoteAct): Promise<Outcome> {
    if (act.type === 'wait') return { reply: null };
    const player = playerAt(act.by);
    const vote_id = 'vote' in act ? (ids[act.vote] ?? 'none') : '';
    switch (act.type) {
      case 'create': {
        const options = Array.from({ length: act.options }, (_, at) => `option ${at}`);
        return outcomeOf(player, 'create_vote', { room_id, title: 'Lunch?', options });
      }
      case 'cast':
        return outcomeOf(player, 'cast_vote', { vote_id, option_index: act.option, replace: act.replace });
      case 'close':
        return outcomeOf(player, 'close_vote', { vote_id });
      case 'attend':
        return outcomeOf(player, act.isPresent ? 'join_room' : 'leave_room', { room_id });
    }
  }

  async function end(): Promise<void> {
    const idsOf = (list: Iterable<number>): string[] => [...list].map((at) => playerAt(at).id).sort();
    const expected = state.votes.map((each) => ({ ...shown(each, idsOf), own: people.map((_, at) => each.ballots.get(at) ?? null) }));
    // That a participant left is written after the reply.
    await expect.poll(() => Promise.all(ids.map((id) => readByAll(id))), { timeout: SETTLED_MS }).toEqual(expected);
    for (const player of players) player.client.close();
  }

  async function readByAll(vote_id: string): Promise<unknown> {
    const [first, ...others] = await Promise.all(people.map((person) => replyOf(person, 'get_vote_status', { vote_id })));
    const views = first ? [first, ...others] : [];
    return { ...(first && read(first)), own: views.map(({ own_option }) => own_option) };
  }

  return { play, end };
}

/** Agents get a vote in the words of their protocol. */
function idOf(created: unknown): string {
  const { id, vote_id } = created as { id?: string; vote_id?: string };
  return id ?? vote_id ?? '';
}

/** Each game has other agents: an agent that has voted once is waited for. */
async function agent(id: string): Promise<Player> {
  return { id, client: await home.agent(id, { agent_id: id }) };
}

function shown(known: KnownVote, idsOf: (list: Iterable<number>) => string[]): Record<string, unknown> {
  const { eligible, ballots, isClosed, options } = known;
  const tally = Array.from({ length: options }, (_, at) => [...ballots.values()].filter((each) => each === at).length);
  return {
    ...{ eligible_ids: idsOf(eligible), voted_ids: idsOf(ballots.keys()), waiting_for_ids: idsOf(waitingFor(known)) },
    ...{ isClosed, tally: isClosed ? tally : null },
  };
}

function read({ eligible_ids, voted_ids, waiting_for_ids, closed_at, tally }: OwnVote): Record<string, unknown> {
  const sorted = (ids: readonly string[]): string[] => [...ids].sort();
  return {
    ...{ eligible_ids: sorted(eligible_ids), voted_ids: sorted(voted_ids), waiting_for_ids: sorted(waiting_for_ids) },
    ...{ isClosed: closed_at !== null, tally },
  };
}
