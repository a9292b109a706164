import { expect, it } from 'vitest';
import type { AgentTurn } from '../../../../src-shared/hosted-agents.ts';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { PresenceRegistry } from '../../domain/presence/registry.ts';
import type { Core } from '../../domain/core.ts';
import { createTestClock } from '../../testing/clock.ts';
import { Readiness } from './readiness.ts';

const HOUR_MS = 60 * 60 * 1000;
const SCOUT = { id: 'scout', kind: 'agent', type: 'hosted', owner_id: 'ada', removed_at: null };
const ADA = { id: 'ada', kind: 'person', role: 'owner', revoked_at: null };

function started(
  turn: Partial<AgentTurn>,
  budgets = { isAtOwnLimit: () => Promise.resolve(false), lacksPrice: () => Promise.resolve(false) },
) {
  const clock = createTestClock();
  const seen: string[] = [];
  let heard: ((change: { event: HomeEvent }) => void) | null = null;
  const publish = (event: HomeEvent): void => {
    if (event.type === 'presence.changed') seen.push(event.presence.status);
    heard?.({ event });
  };
  const presence = new PresenceRegistry({ directory: { room: () => null }, publish, now: clock.now });
  presence.connected('scout', {});
  const turns = [{ outcome: 'limit', retry_at: null, ...turn }];
  const core = {
    now: clock.now,
    presence,
    directory: {
      participants: () => [SCOUT],
      participant: (id: string) => (id === 'ada' ? ADA : SCOUT),
      hostedAgents: { find: () => ({}) },
    },
    archiveInOrder: { agentTurns: () => Promise.resolve({ cursor: 0, value: turns }) },
    onChange: (listener: typeof heard) => {
      heard = listener;
      return () => undefined;
    },
  };
  const ports = { after: clock.after, log: (_message: string, error: unknown) => expect.fail(String(error)) };
  const readiness = new Readiness(core as unknown as Core, budgets, ports);
  readiness.start();
  return {
    check: () => readiness.check('scout'),
    clock,
    seen,
    status: () => presence.of('scout').status,
    detail: () => presence.of('scout').detail,
  };
}

/** Reads of the store are done. */
const settled = async (): Promise<void> => {
  for (let count = 0; count < 20; count += 1) await Promise.resolve();
};

it('an agent that may answer again stays ready, although its newest answer was refused within the day', async () => {
  const clock = createTestClock();
  const agent = started({ started_at: clock.now(), retry_at: clock.now() + 4 * HOUR_MS });
  await settled();
  expect(agent.status()).toBe('blocked');
  agent.clock.pass(3 * HOUR_MS);
  await settled();
  expect(agent.status()).toBe('blocked');
  agent.seen.length = 0;
  agent.clock.pass(HOUR_MS + 60_000);
  await settled();
  // Its own change of presence does not block it again.
  expect(agent.seen).toEqual(['idle']);
  expect(agent.status()).toBe('idle');
});

it('an agent whose answer was refused in one room is ready for others', async () => {
  const agent = started({ retry_at: null });
  await settled();
  expect(agent.status()).toBe('idle');
});

it('a check that ends after a newer one changes nothing', async () => {
  const answers: ((lacks: boolean) => void)[] = [];
  const agent = started(
    {},
    {
      isAtOwnLimit: () => Promise.resolve(false),
      lacksPrice: () => new Promise<boolean>((resolve) => answers.push(resolve)),
    },
  );
  await settled();
  agent.check();
  await settled();
  expect(answers).toHaveLength(2);
  answers[1]?.(false);
  await settled();
  answers[0]?.(true);
  await settled();
  expect([agent.status(), agent.detail()]).toEqual(['idle', null]);
});

it('an agent with a limit in dollars waits until its price is known, and no longer', async () => {
  let isKnown = false;
  const agent = started({}, { isAtOwnLimit: () => Promise.resolve(false), lacksPrice: () => Promise.resolve(!isKnown) });
  await settled();
  expect([agent.status(), agent.detail()]).toEqual(['blocked', 'Has a limit in dollars, and the price of its tokens is not known']);
  isKnown = true;
  agent.clock.pass(10 * 60_000);
  await settled();
  expect([agent.status(), agent.detail()]).toEqual(['idle', null]);
});
