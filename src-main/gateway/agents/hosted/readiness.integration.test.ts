// An agent that looks ready can take a turn.
import { describe, expect, it } from 'vitest';
import type { Agent, Presence } from '../../../../src-shared/objects.ts';
import { createTestClock, realAfterBut } from '../../testing/clock.ts';
import { newName, startModelHome } from '../../testing/model-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';

const CHECKED_EVERY_MS = 10 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

const clock = createTestClock();
let passedMs = 0;
const home = startedForAll(() =>
  startModelHome({ now: () => Date.now() + passedMs, after: realAfterBut((ms) => ms === CHECKED_EVERY_MS, clock) }),
);

const presenceOf = async ({ id }: Agent): Promise<Presence | undefined> =>
  (await home.ada.do('list_agents', {})).presence.find(({ participant_id }) => participant_id === id);
const shown = (agent: Agent) => expect.poll(async () => (await presenceOf(agent)) ?? null);
const spent = { online: true, status: 'blocked', detail: 'Has reached its limit for 24 hours' };
const ready = { online: true, status: 'idle', detail: null };

describe('an agent whose tokens of the day are used up', () => {
  it('is blocked after the answer that was refused, and ready with a higher limit', async () => {
    const scout = await home.makeAgent(newName(), { tokens_per_day: 10 });
    await shown(scout).toMatchObject(ready);
    await home.say(`@${scout.name} hello`);
    await shown(scout).toMatchObject(spent);
    expect(await home.ada.do('stop_agent', { room_id: 'lobby', participant_id: scout.id })).toEqual({ stopped: false });
    await home.ada.do('update_agent_settings', { participant_id: scout.id, tokens_per_day: 1_000_000 });
    await shown(scout).toMatchObject(ready);
  });

  it('is shown as absent when it is paused too', async () => {
    const scout = await home.makeAgent(newName(), { tokens_per_day: 10 });
    await home.say(`@${scout.name} hello`);
    await shown(scout).toMatchObject(spent);
    await home.ada.do('update_agent_settings', { participant_id: scout.id, paused: true });
    await shown(scout).toMatchObject({ online: false });
  });

  it('is ready again when the use is older than a day', async () => {
    const scout = await home.makeAgent(newName(), { tokens_per_day: 20_000 });
    home.models.onMessage(/much/, { content: 'Yes.', usage: { prompt_tokens: 30_000, completion_tokens: 20 } });
    await home.say(`@${scout.name} much`);
    await shown(scout).toMatchObject(spent);
    clock.pass(CHECKED_EVERY_MS);
    await shown(scout).toMatchObject(spent);
    passedMs += DAY_MS + 2 * 60 * 60 * 1000;
    clock.pass(CHECKED_EVERY_MS);
    await shown(scout).toMatchObject(ready);
  });
});

describe('an agent whose owner is gone', () => {
  it('is blocked until its owner may run agents again', async () => {
    const mia = await home.guest('Mia', { role: 'admin' });
    const made = await mia.post('/api/agents', {
      name: newName(),
      runs: { kind: 'model', provider_id: home.providerId, model: 'mock' },
      room_ids: [],
    });
    const scout = { id: made.field('id') } as Agent;
    await shown(scout).toMatchObject(ready);
    const miaId = (await mia.get('/api/session')).field('me.id');
    await home.ada.do('update_access', { participant_id: miaId, role: 'member' });
    await shown(scout).toMatchObject({ status: 'blocked', detail: 'Its owner may no longer run agents here' });
    await home.ada.do('update_access', { participant_id: miaId, role: 'admin' });
    await shown(scout).toMatchObject(ready);
  });
});
