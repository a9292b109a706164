// The ends of a turn: by a person, by a limit, by a failure, and by the number of agents that answer each other.
import { beforeEach, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { newName, nowhere, startModelHome } from '../../testing/model-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';

const home = startedForAll(() => startModelHome());
beforeEach(() => home.models.reset());

const answered = (agent: Agent) => expect.poll(() => home.answersOf(agent));
const ended = (agent: Agent) => expect.poll(() => home.outcomes(agent));

describe('a turn ends', () => {
  it('when it is stopped: the text so far stays, and the model is asked no more', async () => {
    const scout = await home.makeAgent(newName());
    home.models.onMessage(/story/, { content: 'Once upon a time there was a long story' }, { chunkSize: 5, latency: 300 });
    await home.say(`@${scout.name} a story`);
    await expect
      .poll(() => home.ada.events().some((event) => event.type === 'stream.started' && event.stream.author_id === scout.id))
      .toBe(true);
    await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: scout.id });
    await ended(scout).toEqual(['stopped']);
    const answer = (await home.history()).find(({ author_id }) => author_id === scout.id);
    expect(answer).toMatchObject({ unfinished: 'stopped' });
    expect('Once upon a time there was a long story'.startsWith(answer?.content ?? '-')).toBe(true);
    await expect.poll(async () => (await home.ada.picture()).presence[scout.id]?.status).toBe('idle');
  });

  it('when it is paused, and a paused agent says so once', async () => {
    const scout = await home.makeAgent(newName());
    home.models.onMessage(/story/, { content: 'Once upon a time there was a long story' }, { chunkSize: 5, latency: 300 });
    await home.say(`@${scout.name} a story`);
    await expect.poll(() => home.outcomes(scout)).toEqual([null]);
    await home.ada.do('update_agent_settings', { participant_id: scout.id, paused: true });
    await ended(scout).toEqual(['stopped']);
    expect((await home.ada.picture()).presence[scout.id]).toMatchObject({ online: false, status: 'idle' });
    const before = (await home.answersOf(scout)).length;
    for (const text of ['hello', 'hello?']) await home.say(`@${scout.name} ${text}`);
    await expect.poll(async () => (await home.answersOf(scout)).slice(before)).toEqual([expect.stringContaining("I'm paused")]);
    await home.ada.do('update_agent_settings', { participant_id: scout.id, paused: false });
    expect((await home.ada.picture()).presence[scout.id]).toMatchObject({ online: true });
    home.models.reset();
    home.models.onMessage(/back/, { content: 'I am back.' });
    await home.say(`@${scout.name} back?`);
    await expect.poll(async () => (await home.answersOf(scout)).at(-1)).toBe('I am back.');
  });

  it('when the agent is removed from the room', async () => {
    const scout = await home.makeAgent(newName());
    home.models.onMessage(/story/, { content: 'Once upon a time there was a long story' }, { chunkSize: 5, latency: 300 });
    await home.say(`@${scout.name} a story`);
    await expect.poll(() => home.outcomes(scout)).toEqual([null]);
    await home.ada.do('remove_member', { room_id: LOBBY_ID, participant_id: scout.id });
    await ended(scout).toEqual(['stopped']);
    expect(await home.answersOf(scout)).toEqual([]);
  });

  it('after its steps, with the text and the reason', async () => {
    const scout = await home.makeAgent(newName(), { steps_max: 2 });
    home.models.onMessage(/./, { content: 'Looking.', toolCalls: [{ name: 'rooms', arguments: '{}' }] });
    home.models.on({ hasToolResult: true }, { content: 'Looking.', toolCalls: [{ name: 'rooms', arguments: '{}' }] });
    await home.say(`@${scout.name} look`);
    await ended(scout).toEqual(['limit']);
    expect(await home.answersOf(scout)).toEqual([expect.stringMatching(/^Looking\.\n\nLooking\.\n\n\*I stopped after 2 steps/)]);
    const { id, choices } = (await home.history()).at(-1) ?? expect.fail('There is no answer.');
    expect((await home.history()).at(-1)).toMatchObject({ unfinished: 'limit' });
    expect(choices).toEqual(['Continue', 'Leave it']);
    await home.say('', { reply_to: id, choice: 'Leave it' });
    await home.say('', { reply_to: id, choice: 'Continue' });
    // Only the second choice called it.
    await ended(scout).toEqual(['limit', 'limit']);
  });

  it('before a request that its tokens of the day do not allow', async () => {
    const scout = await home.makeAgent(newName(), { tokens_per_day: 10 });
    await home.say(`@${scout.name} hello`);
    await ended(scout).toEqual(['limit']);
    expect(await home.answersOf(scout)).toEqual([expect.stringContaining('I may use 10 tokens in 24 hours, and the 10 that are left')]);
    expect(home.models.getRequests()).toEqual([]);
  });

  it.each([
    [401, 'does not accept the key'],
    [429, 'no more requests'],
    [500, 'status 500'],
  ])('with a plain sentence when the provider answers %i', async (status, words) => {
    const scout = await home.makeAgent(newName());
    home.models.nextRequestError(status, { message: 'x' });
    await home.say(`@${scout.name} hello`);
    await ended(scout).toEqual(['failed']);
    const [said] = await home.answersOf(scout);
    expect(said).toContain(words);
    expect((await home.turns(scout))[0]?.failure).toBe(said);
    home.logged.length = 0;
  });

  it('with a plain sentence when its provider is gone, and nothing else stops', async () => {
    const other = await home.ada.do('add_provider', { kind: 'openai-compatible', name: newName(), base_url: await nowhere() });
    const scout = await home.makeAgent(newName(), { runs: { kind: 'model', provider_id: other.id, model: 'm' } });
    await home.say(`@${scout.name} hello`);
    await answered(scout).toEqual([expect.stringContaining('is not running')]);
    await home.ada.do('remove_provider', { provider_id: other.id });
    await home.say(`@${scout.name} hello`);
    await expect.poll(async () => (await home.answersOf(scout)).at(-1)).toContain('no such model provider');
    const well = await home.makeAgent(newName());
    home.models.onMessage(/well/, { content: 'Well.' });
    await home.say(`@${well.name} well?`);
    await answered(well).toEqual(['Well.']);
    home.logged.length = 0;
  });
});

describe('a call during a turn', () => {
  it('waits: each author is answered, in turn', async () => {
    const scout = await home.makeAgent(newName());
    const mia = await home.guest('Mia');
    home.models.on({ systemMessage: 'of Mia' }, { content: 'For Mia.' });
    home.models.onMessage(/two/, { content: 'For the owner.' });
    home.models.onMessage(/story/, { content: 'A long story' }, { chunkSize: 3, latency: 100 });
    await home.say(`@${scout.name} a story`);
    await expect.poll(() => home.outcomes(scout)).toEqual([null]);
    await mia.post(`/api/rooms/${LOBBY_ID}/messages`, { content: `@${scout.name} one` });
    await home.say(`@${scout.name} two`);
    await ended(scout).toEqual(['answered', 'answered', 'answered']);
    expect((await home.answersOf(scout)).slice(1)).toEqual(['For Mia.', 'For the owner.']);
  });

  it('is answered also directly after a stop', async () => {
    const scout = await home.makeAgent(newName());
    home.models.onMessage(/short/, { content: 'Once.' });
    home.models.onMessage(/story/, { content: 'Once upon a time there was a long story' }, { chunkSize: 5, latency: 300 });
    await home.say(`@${scout.name} a story`);
    await expect.poll(() => home.outcomes(scout)).toEqual([null]);
    await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: scout.id });
    await home.say(`@${scout.name} a short one`);
    await ended(scout).toEqual(['answered', 'stopped']);
    expect((await home.answersOf(scout)).at(-1)).toBe('Once.');
  });
});

describe('the tokens of an agent', () => {
  it('count in rooms that are in memory, and after their room was deleted', async () => {
    const scout = await home.makeAgent(newName());
    home.models.onMessage(/./, { content: 'Yes.', usage: { prompt_tokens: 100, completion_tokens: 20 } });
    for (const ephemeral of [true, false]) {
      const { id: room_id } = await home.ada.do('create_room', { name: newName(), public: true, ephemeral });
      await home.ada.do('join_room', { room_id });
      await home.ada.do('add_member', { room_id, participant_id: scout.id });
      await home.ada.do('set_agent_wake', { participant_id: scout.id, room_id, wake: 'always' });
      await home.say('hello', { room_id });
      await expect.poll(() => home.answersOf(scout, room_id)).toEqual(['Yes.']);
      if (!ephemeral) await home.ada.do('delete_room', { room_id });
    }
    await expect
      .poll(async () => (await home.ada.do('get_agent_settings', { participant_id: scout.id })).used)
      .toEqual({ turns: 2, tokens: 240, cost: null, unpriced_tokens: 240 });
  });
});

describe('agents that call each other', () => {
  async function pair(limit: number) {
    const { id: room_id } = await home.ada.do('create_room', { name: newName(), public: true });
    await home.ada.do('update_room', { room_id, agent_run_max: limit });
    const [ping, pong] = [
      await home.makeAgent(newName(), { room_ids: [room_id] }),
      await home.makeAgent(newName(), { room_ids: [room_id] }),
    ];
    home.models.on({ systemMessage: `You are "${ping.name}"` }, { content: `@${pong.name} your turn` });
    home.models.on({ systemMessage: `You are "${pong.name}"` }, { content: `@${ping.name} your turn` });
    const turns = async () => [...(await home.turns(ping)), ...(await home.turns(pong))];
    const room = async () => (await home.ada.picture()).rooms[room_id]?.room;
    return {
      ...{ room_id, ping, pong },
      /** Waits until they are paused after so many turns, and no turn runs or begins. */
      async paused(count: number): Promise<void> {
        await expect.poll(async () => (await turns()).length, { timeout: 15_000 }).toBe(count);
        await expect.poll(async () => (await turns()).every(({ outcome }) => outcome !== null)).toBe(true);
        await expect.poll(async () => (await room())?.agents_paused).toBe(true);
        await home.ada.do('room_tip', { room_id });
        expect(await turns()).toHaveLength(count);
      },
    };
  }

  it('stop at the limit of the room, and go on where they were when a person continues them', async () => {
    const { room_id, ping, pong, paused } = await pair(4);
    await home.say(`@${ping.name} begin`, { room_id });
    // The first answer is to a person.
    await paused(5);
    expect((await home.turns(pong))[0]).toMatchObject({ caused_by: home.ada.id });
    await home.ada.do('continue_agents', { room_id });
    await paused(10);
  }, 40_000);

  it('are not called by what was held once a person writes', async () => {
    const { room_id, ping, pong, paused } = await pair(2);
    await home.say(`@${ping.name} begin`, { room_id });
    await paused(3);
    await home.say('enough', { room_id });
    await home.ada.do('continue_agents', { room_id });
    const { room } = await home.ada.do('room_info', { room_id });
    expect(room.agents_paused).toBe(false);
    await home.say(`@${pong.name} again`, { room_id });
    await paused(6);
  }, 40_000);

  it('are not called by what was held after they were taken out of the room', async () => {
    const { room_id, ping, pong, paused } = await pair(2);
    await home.say(`@${ping.name} begin`, { room_id });
    await paused(3);
    for (const { id: participant_id } of [ping, pong]) await home.ada.do('remove_member', { room_id, participant_id });
    await home.ada.do('continue_agents', { room_id });
    await home.ada.do('add_member', { room_id, participant_id: pong.id });
    await home.say(`@${pong.name} again`, { room_id });
    await expect.poll(async () => (await home.turns(pong)).length, { timeout: 15_000 }).toBe(2);
    expect(await home.turns(ping)).toHaveLength(2);
  }, 40_000);
});
