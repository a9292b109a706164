// The limits of 24 hours of an agent, a room and a person, and the lists of who caused what.
import { describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { UseBy, UseOf } from '../../../../src-shared/hosted-agents.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { newName, startModelHome } from '../../testing/model-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';
import { watchAs } from '../../testing/watcher.ts';

const home = startedForAll(() => startModelHome());
const PRICE = { input: 2, output: 10 };

const ended = (agent: Agent) => expect.poll(() => home.outcomes(agent));
const listed = async (by: UseBy, agent: Agent): Promise<UseOf[]> =>
  (await home.ada.do('list_agent_use', { by, since: 0, agent_id: agent.id })).use;

async function makeRoom(agent: Agent, isPublic = true): Promise<string> {
  const { id } = await home.ada.do('create_room', { name: newName(), public: isPublic });
  await home.ada.do('add_member', { room_id: id, participant_id: agent.id });
  return id;
}

/** The model answers this word so, and says that it took so many tokens. */
function answers(word: string, prompt_tokens: number, completion_tokens: number): void {
  home.models.onMessage(new RegExp(word), { content: `About ${word}.`, usage: { prompt_tokens, completion_tokens } });
}

describe('the use of agents', () => {
  it('is listed by agent, room and person, with its cost', async () => {
    const scout = await home.makeAgent(newName(), { price: PRICE });
    const mia = await watchAs(home, await home.guest(newName(), { role: 'member' }));
    const attic = await makeRoom(scout);
    await home.ada.do('add_member', { room_id: attic, participant_id: mia.id });
    answers('apples', 1_000, 100);
    await home.say(`@${scout.name} apples`);
    await ended(scout).toEqual(['answered']);
    await mia.do('send_message', { room_id: attic, content: `@${scout.name} apples` });
    await ended(scout).toEqual(['answered', 'answered']);
    const one = { turns: 1, tokens: 1_100, cost: 0.003, unpriced_tokens: 0 };
    expect(await listed('agent', scout)).toEqual([{ id: scout.id, turns: 2, tokens: 2_200, cost: 0.006, unpriced_tokens: 0 }]);
    expect(await listed('room', scout)).toEqual(
      expect.arrayContaining([
        { id: LOBBY_ID, ...one },
        { id: attic, ...one },
      ]),
    );
    expect(await listed('person', scout)).toEqual(
      expect.arrayContaining([
        { id: home.ada.id, ...one },
        { id: mia.id, ...one },
      ]),
    );
    expect((await home.turns(scout)).map(({ cost }) => cost)).toEqual([0.003, 0.003]);
    const { used } = await home.ada.do('get_agent_settings', { participant_id: scout.id });
    expect(used).toEqual({ turns: 2, tokens: 2_200, cost: 0.006, unpriced_tokens: 0 });
  });

  it('of which neither cost nor price is known says so, and is counted by an estimate when the provider reports none', async () => {
    const scout = await home.makeAgent(newName());
    home.models.onMessage(/pears/, { content: 'About pears.' });
    await home.say(`@${scout.name} pears`);
    await ended(scout).toEqual(['answered']);
    const [use] = await listed('agent', scout);
    expect(use).toMatchObject({ turns: 1, cost: null });
    expect(use?.tokens).toBeGreaterThan(0);
    expect(use?.unpriced_tokens).toBe(use?.tokens);
  });

  it('is listed with the limits of all agents, for the owner and admins', async () => {
    const scout = await home.makeAgent(newName(), { tokens_per_day: 700, turns_per_day: 3 });
    const limits = { id: scout.id, tokens_per_day: 700, dollars_per_day: null, turns_per_day: 3 };
    expect((await home.ada.do('list_agent_use', { by: 'agent', since: 0 })).agent_limits).toContainEqual(limits);
    await home.ada.do('remove_agent', { participant_id: scout.id });
    const { agent_limits } = await home.ada.do('list_agent_use', { by: 'agent', since: 0 });
    expect(agent_limits.map(({ id }) => id)).not.toContain(scout.id);
  });

  it('in a room that is deleted stays, and names no room', async () => {
    const scout = await home.makeAgent(newName());
    const attic = await makeRoom(scout);
    answers('plums', 500, 50);
    await home.ada.do('limit_agents_in_room', { room_id: attic, tokens_per_day: 1_000_000 });
    await home.say(`@${scout.name} plums`, { room_id: attic });
    await ended(scout).toEqual(['answered']);
    await home.ada.do('delete_room', { room_id: attic });
    expect(await listed('room', scout)).toMatchObject([{ id: null, turns: 1, tokens: 550 }]);
    const { limits } = await home.ada.do('list_agent_use', { by: 'room', since: 0 });
    expect(limits.map(({ id }) => id)).not.toContain(attic);
  });

  it('is for the owner and admins, who are shown no id of a room that they cannot see', async () => {
    const scout = await home.makeAgent(newName());
    const hidden = await makeRoom(scout, false);
    answers('figs', 500, 50);
    await home.ada.do('limit_agents_in_room', { room_id: hidden, tokens_per_day: 1_000_000 });
    await home.say(`@${scout.name} figs`, { room_id: hidden });
    await ended(scout).toEqual(['answered']);
    const [admin, member] = [await home.guest(newName(), { role: 'admin' }), await home.guest(newName(), { role: 'member' })];
    const seen = (await admin.get(`/api/agent-use?by=room&since=0`)).text;
    expect(seen).toContain('"id":null');
    expect(seen).not.toContain(hidden);
    expect((await admin.put(`/api/rooms/${hidden}/agent-limits`, { tokens_per_day: 1 })).status).toBe(404);
    expect((await member.get('/api/agent-use?by=agent&since=0')).status).toBe(403);
    expect((await member.put(`/api/rooms/${LOBBY_ID}/agent-limits`, { tokens_per_day: 1 })).status).toBe(403);
    expect((await member.put(`/api/people/${home.ada.id}/agent-limits`, { tokens_per_day: 1 })).status).toBe(403);
  });
});

describe('a limit', () => {
  it('of a room holds for all its agents, only there, and offers no Continue', async () => {
    const [scout, rune] = [await home.makeAgent(newName()), await home.makeAgent(newName())];
    const attic = await makeRoom(scout);
    await home.ada.do('add_member', { room_id: attic, participant_id: rune.id });
    await home.ada.do('limit_agents_in_room', { room_id: attic, turns_per_day: 1 });
    answers('grapes', 10, 10);
    await home.say(`@${scout.name} grapes`, { room_id: attic });
    await ended(scout).toEqual(['answered']);
    await home.say(`@${rune.name} grapes`, { room_id: attic });
    await ended(rune).toEqual(['limit']);
    const said = (await home.history(attic)).at(-1);
    expect(said?.content).toContain('Agents may answer once in 24 hours in this room');
    expect(said?.content).toMatch(/I can answer again in about 2[34] hours/);
    expect(said?.choices).toBeUndefined();
    await home.say(`@${rune.name} grapes`);
    await ended(rune).toEqual(['answered', 'limit']);
    // An answer that was refused is none.
    expect(await listed('room', rune)).toMatchObject([{ id: LOBBY_ID, turns: 1 }]);
  });

  it('of a person holds in two rooms at the same time, and not for others', async () => {
    const [scout, mia] = [await home.makeAgent(newName()), await watchAs(home, await home.guest(newName(), { role: 'member' }))];
    const attic = await makeRoom(scout);
    await home.ada.do('add_member', { room_id: attic, participant_id: mia.id });
    await home.ada.do('limit_agents_for_person', { participant_id: mia.id, turns_per_day: 1 });
    answers('cherries', 10, 10);
    await Promise.all([LOBBY_ID, attic].map((room_id) => mia.do('send_message', { room_id, content: `@${scout.name} cherries` })));
    const count = (outcome: string) => expect.poll(async () => (await home.outcomes(scout)).filter((each) => each === outcome).length);
    await count('answered').toBe(1);
    await count('limit').toBe(1);
    await home.say(`@${scout.name} cherries`);
    await count('answered').toBe(2);
    await home.ada.do('limit_agents_for_person', { participant_id: mia.id });
    await mia.do('send_message', { room_id: attic, content: `@${scout.name} cherries` });
    await count('answered').toBe(3);
  });

  it('in dollars needs a price, and ends the answers that could exceed it', async () => {
    const runs = { kind: 'model', provider_id: home.providerId, model: 'mock' } as const;
    await expect(home.ada.do('create_agent', { name: newName(), runs, dollars_per_day: 1 })).rejects.toThrow(
      'The provider does not list a price for this model',
    );
    const scout = await home.makeAgent(newName(), { price: PRICE, dollars_per_day: 0.185 });
    await expect(home.ada.do('update_agent_settings', { participant_id: scout.id, price: null })).rejects.toThrow('a limit in dollars');
    // A message of another test in the same room would be answered as there.
    const attic = await makeRoom(scout);
    answers('melons', 90_000, 100);
    await home.say(`@${scout.name} melons`, { room_id: attic });
    await ended(scout).toEqual(['answered']);
    await home.say(`@${scout.name} melons`, { room_id: attic });
    await ended(scout).toEqual(['limit', 'answered']);
    expect((await home.answersOf(scout, attic)).at(-1)).toContain('I may cost $0.185000 in 24 hours, and the $0.004000 that are left');
    const [newest] = await home.turns(scout);
    expect(newest?.retry_at).toBeGreaterThan(Date.now());
    await home.ada.do('update_agent_settings', { participant_id: scout.id, dollars_per_day: 5 });
    expect((await home.turns(scout))[0]?.retry_at).toBeNull();
  });

  it('of a room in dollars lets no agent answer whose price is not known', async () => {
    const scout = await home.makeAgent(newName());
    const attic = await makeRoom(scout);
    await home.ada.do('limit_agents_in_room', { room_id: attic, dollars_per_day: 5 });
    await home.say(`@${scout.name} hello`, { room_id: attic });
    await ended(scout).toEqual(['limit']);
    expect((await home.answersOf(scout, attic)).at(-1)).toContain('it is not known how much I cost');
  });
});
