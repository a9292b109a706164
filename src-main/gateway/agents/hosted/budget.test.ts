import { describe, expect, it } from 'vitest';
import type { UseLimits } from '../../../../src-shared/hosted-agents.ts';
import type { Core } from '../../domain/core.ts';
import type { Concerned } from '../../domain/hosted-agents/transactions.ts';
import type { HourOfUse } from '../../store/interfaces/agent-use.ts';
import { Budgets, Reservation, type Asked, type Refusal } from './budget.ts';

const HOUR_MS = 60 * 60 * 1000;
const NOON = 1_000 * 24 * HOUR_MS + 12 * HOUR_MS;
const NONE: UseLimits = { tokens_per_day: null, dollars_per_day: null, turns_per_day: null };

interface Facts {
  agent?: Partial<UseLimits>;
  room?: Partial<UseLimits>;
  person?: Partial<UseLimits>;
  hours?: HourOfUse[];
}

/** All agents, rooms and people have the same limits. */
function budgets(facts: Facts) {
  const limits = (each?: Partial<UseLimits>) => each && { ...NONE, ...each };
  return new Budgets(
    {
      now: () => NOON,
      directory: {
        hostedAgents: { find: () => limits(facts.agent) ?? null },
        useLimits: { find: (kind: 'room' | 'person') => limits(facts[kind]) ?? null },
        participant: () => ({ name: 'Maya' }),
      },
      archiveInOrder: { useByHour: () => Promise.resolve({ cursor: 0, value: facts.hours ?? [] }) },
    } as unknown as Core,
    () => Promise.resolve(null),
  );
}

const used = (subject: HourOfUse['subject'], hoursAgo: number, amounts: Partial<HourOfUse>): HourOfUse => ({
  ...{ subject, hour: NOON / HOUR_MS - hoursAgo, turns: 0, tokens: 0, micros: 0 },
  ...amounts,
});
const concerned = (agent_id = 'scout', room_id = 'lobby', person_id: string | null = 'maya'): Concerned => ({
  agent_id,
  room_id,
  person_id,
});
const ask = (more: Partial<Asked>): Asked => ({ turns: 0, tokens: 0, micros: null, ...more });

async function taken(some: Budgets, whose: Concerned, asked: Asked): Promise<Reservation> {
  const reservation = await some.reserve(whose, asked);
  return reservation instanceof Reservation ? reservation : expect.fail(reservation.sentence);
}
async function refused(some: Budgets, whose: Concerned, asked: Asked): Promise<Refusal> {
  const refusal = await some.reserve(whose, asked);
  return refusal instanceof Reservation ? expect.fail('It was not refused.') : refusal;
}

describe('a limit', () => {
  it('allows all that is left, and no token more', async () => {
    const some = budgets({ agent: { tokens_per_day: 100 }, hours: [used('agent', 3, { tokens: 60 })] });
    (await taken(some, concerned(), ask({ tokens: 40 }))).release();
    expect(await refused(some, concerned(), ask({ tokens: 41 }))).toEqual({
      outcome: 'limit',
      sentence:
        'I may use 100 tokens in 24 hours, and the 40 that are left are not enough for this answer. I can answer again in about 21 hours, or with a higher limit.',
      mayContinue: false,
      retryAt: NOON + 21 * HOUR_MS,
    });
  });

  it('does not hold without a number', async () => {
    await taken(budgets({ agent: {} }), concerned(), ask({ tokens: 1_000_000_000, turns: 1 }));
  });

  it('of answers is reached by as many, and says so', async () => {
    const some = budgets({ agent: { turns_per_day: 2 }, hours: [used('agent', 23, { turns: 1 }), used('agent', 1, { turns: 1 })] });
    expect(await refused(some, concerned(), ask({ turns: 1 }))).toMatchObject({
      sentence: 'I may answer 2 times in 24 hours, and I have. I can answer again within an hour, or with a higher limit.',
    });
    // The same turn continues.
    await taken(some, concerned(), ask({ turns: 0, tokens: 5 }));
  });

  it('in dollars counts millionths of them', async () => {
    const some = budgets({ room: { dollars_per_day: 0.5 }, hours: [used('room', 2, { micros: 499_999 })] });
    (await taken(some, concerned(), ask({ micros: 1 }))).release();
    expect(await refused(some, concerned(), ask({ micros: 2 }))).toMatchObject({
      sentence: expect.stringMatching(/^Agents may cost \$0\.50 in 24 hours in this room, and the \$0\.000001 that are left/),
      // The agent may answer elsewhere.
      retryAt: null,
    });
  });

  it('in dollars allows nothing of which the price is not known', async () => {
    const some = budgets({ person: { dollars_per_day: 5 } });
    expect((await refused(some, concerned(), ask({ tokens: 1 }))).sentence).toBe(
      'Agents may cost $5.00 in 24 hours for Maya, and it is not known how much I cost. An admin can enter the price of my tokens, or limit tokens instead.',
    );
    await taken(some, concerned('scout', 'lobby', null), ask({ tokens: 1 }));
  });

  it('in dollars keeps an agent of which the price is not known from no later answer', async () => {
    const some = budgets({ agent: { dollars_per_day: 5 } });
    expect(await refused(some, concerned(), ask({ tokens: 1 }))).toMatchObject({ retryAt: null });
  });

  it('that is smaller than one answer says that it must be higher', async () => {
    const some = budgets({ agent: { tokens_per_day: 10 } });
    expect(await refused(some, concerned(), ask({ tokens: 11 }))).toMatchObject({
      sentence:
        'I may use 10 tokens in 24 hours, and the 10 that are left are not enough for this answer. My owner can set a higher limit.',
      retryAt: NOON + 24 * HOUR_MS,
    });
  });

  it('that lasts longest is the one that is said', async () => {
    const hours = [used('agent', 20, { tokens: 100 }), used('room', 5, { tokens: 100 })];
    const some = budgets({ agent: { tokens_per_day: 100 }, room: { tokens_per_day: 100 }, hours });
    expect(await refused(some, concerned(), ask({ tokens: 1 }))).toMatchObject({
      sentence: expect.stringMatching(/^Agents may use 100 tokens in 24 hours in this room, .* in about 19 hours/),
      retryAt: NOON + 4 * HOUR_MS,
    });
  });
});

describe('what others have reserved', () => {
  it('counts until it is released, in another room too', async () => {
    const some = budgets({ agent: { tokens_per_day: 100 } });
    const first = await taken(some, concerned('scout', 'lobby'), ask({ tokens: 60 }));
    expect(await refused(some, concerned('scout', 'attic'), ask({ tokens: 60 }))).toEqual({
      outcome: 'limit',
      sentence:
        'I may use 100 tokens in 24 hours, and the 40 that are left are not enough for this answer. Other answers are being written: ask me again when they have ended.',
      mayContinue: true,
      retryAt: null,
    });
    await taken(some, concerned('rune', 'attic'), ask({ tokens: 60 }));
    first.release();
    await taken(some, concerned('scout', 'attic'), ask({ tokens: 60 }));
  });

  it('counts for a person in two rooms, and for two agents in a room', async () => {
    const ofPerson = budgets({ person: { tokens_per_day: 100 } });
    await taken(ofPerson, concerned('scout', 'lobby', 'maya'), ask({ tokens: 60 }));
    await refused(ofPerson, concerned('rune', 'attic', 'maya'), ask({ tokens: 60 }));
    await taken(ofPerson, concerned('rune', 'attic', 'leo'), ask({ tokens: 60 }));
    const ofRoom = budgets({ room: { turns_per_day: 1 } });
    await taken(ofRoom, concerned('scout', 'lobby', 'maya'), ask({ turns: 1 }));
    await refused(ofRoom, concerned('rune', 'lobby', 'leo'), ask({ turns: 1 }));
    await taken(ofRoom, concerned('rune', 'attic', 'leo'), ask({ turns: 1 }));
  });

  it('does not count a turn twice that is recorded', async () => {
    const hours: HourOfUse[] = [];
    const some = budgets({ agent: { turns_per_day: 2 }, hours });
    const first = await taken(some, concerned(), ask({ turns: 1 }));
    hours.push(used('agent', 0, { turns: 1 }));
    first.turnIsCounted();
    await taken(some, concerned('scout', 'attic'), ask({ turns: 1 }));
    await refused(some, concerned('scout', 'cellar'), ask({ turns: 1 }));
  });

  it('grows with the work, which is refused at the limit', async () => {
    const some = budgets({ agent: { tokens_per_day: 100 } });
    const work = await taken(some, concerned(), ask({ tokens: 10 }));
    expect(await work.grow(ask({ tokens: 90 }))).toBeNull();
    await refused(some, concerned('scout', 'attic'), ask({ tokens: 11 }));
    expect(await work.grow(ask({ tokens: 100 }))).toBeNull();
    expect(await work.grow(ask({ tokens: 101 }))).toMatchObject({ outcome: 'limit' });
    work.release();
    await taken(some, concerned(), ask({ tokens: 100 }));
  });
});

it('work that is released while it grows holds nothing', async () => {
  const some = budgets({ agent: { tokens_per_day: 100 } });
  const work = await taken(some, concerned(), ask({ tokens: 10 }));
  const growing = work.grow(ask({ tokens: 90 }));
  work.release();
  await growing;
  await work.grow(ask({ tokens: 90 }));
  await taken(some, concerned('scout', 'attic'), ask({ tokens: 100 }));
});

it('an agent is at its own limit when nothing is left of one', async () => {
  const at = (agent: Partial<UseLimits>, tokens: number) =>
    budgets({ agent, room: { tokens_per_day: 1 }, hours: [used('agent', 1, { tokens }), used('room', 1, { tokens })] }).isAtOwnLimit(
      'scout',
    );
  expect(await at({ tokens_per_day: 100 }, 99)).toBe(false);
  expect(await at({ tokens_per_day: 100 }, 100)).toBe(true);
  expect(await at({}, 100)).toBe(false);
  expect(await at({ turns_per_day: 1 }, 100)).toBe(false);
});
