// The ends of a turn: by a person, by a limit, by a failure, and by the number of agents that answer each other.
import { beforeEach, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { AGENT_HOPS_MAX } from '../../../../src-shared/limits.ts';
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
  it('stop at the limit, say so once, and go on when a person writes', async () => {
    const { id: room_id } = await home.ada.do('create_room', { name: newName(), public: true });
    const [ping, pong] = [await home.makeAgent('Ping', { room_ids: [room_id] }), await home.makeAgent('Pong', { room_ids: [room_id] })];
    home.models.on({ systemMessage: 'You are "Ping"' }, { content: '@Pong your turn' });
    home.models.on({ systemMessage: 'You are "Pong"' }, { content: '@Ping your turn' });
    await home.say('@Ping begin', { room_id });
    const said = async () => (await home.history(room_id)).filter(({ author_id }) => author_id === ping.id || author_id === pong.id);
    await expect.poll(async () => (await said()).at(-1)?.content, { timeout: 15_000 }).toContain('I stop here');
    // The first answer is to a person.
    expect((await said()).filter(({ content }) => content.includes('your turn'))).toHaveLength(AGENT_HOPS_MAX + 1);
    expect((await said()).filter(({ content }) => content.includes('I stop here'))).toHaveLength(1);
    const [turn] = await home.turns(pong);
    expect(turn).toMatchObject({ caused_by: home.ada.id });
    await home.say('@Pong again', { room_id });
    await expect
      .poll(async () => (await said()).filter(({ content }) => content.includes('I stop here')).length, { timeout: 15_000 })
      .toBe(2);
  }, 40_000);
});
