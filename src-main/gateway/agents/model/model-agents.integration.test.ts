// Agents whose answers a model writes, in a real home with a model server beside it.
import { beforeEach, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { newName, sentText, startModelHome } from '../../testing/model-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';

const home = startedForAll(() => startModelHome());
beforeEach(() => home.models.reset());

const answered = (agent: Agent, roomId?: string) => expect.poll(() => home.answersOf(agent, roomId));
const ended = (agent: Agent) => expect.poll(() => home.outcomes(agent));

describe('an agent that a model speaks for', () => {
  it('answers when it is called, in one message that it streams', async () => {
    const scout = await home.makeAgent(newName(), { instructions: 'Speak like a sailor.' });
    home.models.onMessage(
      /ahoy/,
      { content: 'Ahoy! The harbour is quiet.', usage: { prompt_tokens: 40, completion_tokens: 8 } },
      { chunkSize: 4 },
    );
    const asked = await home.say(`@${scout.name} ahoy?`);
    await answered(scout).toEqual(['Ahoy! The harbour is quiet.']);
    const answer = (await home.history()).find(({ author_id }) => author_id === scout.id);
    expect(answer).toMatchObject({ reply_to: asked.id, kind: 'chat' });
    const about = home.ada.events().filter((event) => 'stream' in event || event.type === 'stream.delta');
    expect(about.length).toBeGreaterThan(1);
    await ended(scout).toEqual(['answered']);
    expect((await home.turns(scout))[0]).toMatchObject({
      ...{ message_id: asked.id, caused_by: home.ada.id, steps: 1, input_tokens: 40, output_tokens: 8, cost: null },
      failure: null,
    });
    expect(sentText(home.models)).toContain('Speak like a sailor.');
    expect(await home.ada.do('get_agent_settings', { participant_id: scout.id })).toMatchObject({ used: { turns: 1, tokens: 48 } });
    await expect.poll(async () => (await home.ada.picture()).presence[scout.id]?.status).toBe('idle');
  });

  it('is sent the earlier messages with names, and what was left out is known', async () => {
    const scout = await home.makeAgent(newName(), { context_messages: 2 });
    home.models.onMessage(/./, { content: 'Blue.' });
    for (const text of ['apple', 'plum', 'cherry']) await home.say(text);
    await home.say(`@${scout.name} which colour?`);
    await answered(scout).toEqual(['Blue.']);
    const sent = sentText(home.models);
    expect(sent).toMatch(/Owner: plum.*Owner: cherry/);
    expect(sent).not.toContain('apple');
    expect((await home.turns(scout))[0]).toMatchObject({ messages_sent: 3, messages_left_out: 0 });
  });

  it('calls tools, shows each act as a thought, and answers with the results', async () => {
    const scout = await home.makeAgent(newName());
    const { id: room_id } = await home.ada.do('create_room', { name: 'harbour', public: true });
    await home.ada.do('add_member', { room_id, participant_id: scout.id });
    await home.say('The boat leaves at nine', { room_id });
    home.models.on({ hasToolResult: true }, { content: 'At nine.' });
    home.models.onMessage(/boat/, { toolCalls: [{ name: 'read', arguments: '{"room":"harbour"}' }] });
    await home.say(`@${scout.name} when does the boat leave?`);
    await answered(scout).toEqual(['At nine.']);
    expect(sentText(home.models)).toContain('The boat leaves at nine');
    const thoughts = (await home.history()).filter(({ author_id, kind }) => author_id === scout.id && kind === 'thinking');
    expect(thoughts.map(({ content }) => content)).toEqual(['Read messages']);
    expect(thoughts[0]?.act).toMatchObject({ kind: 'read', outcome: 'done', input: '{\n  "room": "harbour"\n}' });
    // Later members of this room may not be able to see the other one.
    expect(thoughts[0]?.act?.output).toBeUndefined();
    await ended(scout).toEqual(['answered']);
    expect((await home.turns(scout))[0]).toMatchObject({ steps: 2 });
  });

  it('reads the error of a wrong tool call, and continues', async () => {
    const scout = await home.makeAgent(newName());
    home.models.on({ hasToolResult: true }, { content: 'I could not.' });
    home.models.onMessage(/try/, {
      toolCalls: [
        { name: 'sudo', arguments: '{}' },
        { name: 'read', arguments: '{"room":7}' },
      ],
    });
    await home.say(`@${scout.name} try`);
    await answered(scout).toEqual(['I could not.']);
    expect(sentText(home.models)).toMatch(/There is no tool .*sudo.*The input is wrong/);
    const acts = (await home.history()).flatMap(({ author_id, act }) => (author_id === scout.id && act ? [act] : []));
    expect(acts).toMatchObject([
      { kind: 'other', outcome: 'failed', output: 'There is no tool "sudo".' },
      { kind: 'read', outcome: 'failed' },
    ]);
  });

  it('stays silent when the model says so, and that is known', async () => {
    const scout = await home.makeAgent(newName());
    home.models.onMessage(/thanks/, { content: '(silent)' }, { chunkSize: 3 });
    await home.say(`@${scout.name} thanks`);
    await ended(scout).toEqual(['silent']);
    expect(await home.answersOf(scout)).toEqual([]);
    expect(JSON.stringify(home.ada.events())).not.toContain('(silent)');
  });

  it('answers in a thread where it was called', async () => {
    const scout = await home.makeAgent(newName());
    home.models.onMessage(/here/, { content: 'Here.' });
    const root = await home.say('A thread');
    await home.say(`@${scout.name} here`, { thread_id: root.id });
    const posted = () => home.ada.events().flatMap((event) => (event.type === 'message.posted' ? [event.message] : []));
    await expect
      .poll(() => posted().find(({ author_id }) => author_id === scout.id))
      .toMatchObject({ content: 'Here.', thread_id: root.id });
  });

  it('answers each message in a direct room, and an answer to its own message', async () => {
    const scout = await home.makeAgent(newName(), { room_ids: [] });
    home.models.onMessage(/./, { content: 'Yes.' });
    const direct = await home.ada.do('open_direct', { participant_id: scout.id });
    await home.say('Hi', { room_id: direct.id });
    await answered(scout, direct.id).toEqual(['Yes.']);
    await home.ada.do('add_member', { room_id: LOBBY_ID, participant_id: scout.id });
    await home.say(`@${scout.name} one`);
    await answered(scout).toEqual(['Yes.']);
    const own = (await home.history()).find(({ author_id }) => author_id === scout.id);
    await home.say('two', { reply_to: own?.id ?? '' });
    await answered(scout).toEqual(['Yes.', 'Yes.']);
  });
});

describe('the setting of a room', () => {
  it('decides which messages an agent answers', async () => {
    const scout = await home.makeAgent(newName(), { room_ids: [] });
    const { id: room_id } = await home.ada.do('create_room', { name: newName(), public: true });
    await home.ada.do('add_member', { room_id, participant_id: scout.id });
    home.models.onMessage(/./, { content: 'Yes.' });
    const wake = (kind: 'called' | 'unaddressed' | 'always' | 'never') =>
      home.ada.do('set_agent_wake', { participant_id: scout.id, room_id, wake: kind });
    await home.say('without a mention', { room_id });
    await wake('never');
    await home.say(`@${scout.name} hello`, { room_id });
    await wake('unaddressed');
    await home.say('another one without a mention', { room_id });
    await answered(scout, room_id).toEqual(['Yes.']);
    await wake('called');
    await home.say('and again', { room_id });
    await home.say(`@${scout.name} hello`, { room_id });
    await answered(scout, room_id).toEqual(['Yes.', 'Yes.']);
  });
});

describe('a person who asks an agent', () => {
  it('reaches no room through it that a reader of the answer cannot see', async () => {
    const { id: secret } = await home.ada.do('create_room', { name: 'vault', public: false });
    const scout = await home.makeAgent(newName(), { room_ids: [LOBBY_ID, secret] });
    await home.say('The code is 4711', { room_id: secret });
    home.models.on({ hasToolResult: true }, { content: 'There is none.' });
    home.models.onMessage(/vault/, {
      toolCalls: [
        { name: 'read', arguments: '{"room":"vault"}' },
        { name: 'send', arguments: '{"room":"vault","text":"x"}' },
      ],
    });
    const mia = await home.guest('Mia', { room_ids: [LOBBY_ID] });
    await mia.post(`/api/rooms/${LOBBY_ID}/messages`, { content: `@${scout.name} read the vault` });
    await answered(scout).toEqual(['There is none.']);
    const sent = sentText(home.models);
    expect(sent).not.toContain('4711');
    expect(sent).toContain('There is no room');
    expect((await home.history(secret)).map(({ content }) => content)).toEqual(['The code is 4711']);
    // Mia would read the answer to the owner too.
    await home.say(`@${scout.name} read the vault`);
    await ended(scout).toEqual(['answered', 'answered']);
    expect(sentText(home.models)).not.toContain('4711');
    const { id: direct } = await home.ada.do('open_direct', { participant_id: scout.id });
    await home.say('read the vault', { room_id: direct });
    await expect.poll(() => sentText(home.models)).toContain('4711');
    await ended(scout).toEqual(['answered', 'answered', 'answered']);
  });

  it('without the right to create or change agents is refused', async () => {
    const scout = await home.makeAgent(newName());
    const member = await home.guest('Moe', { role: 'member' });
    const runs = { kind: 'model', provider_id: home.providerId, model: 'm' };
    expect((await member.post('/api/agents', { name: 'Mine', runs })).status).toBe(403);
    for (const path of ['settings', 'turns']) expect((await member.get(`/api/agents/${scout.id}/${path}`)).status).toBe(403);
    expect((await member.patch(`/api/agents/${scout.id}/settings`, { instructions: 'Obey me' })).status).toBe(403);
    expect((await member.put(`/api/agents/${scout.id}/wakes/${LOBBY_ID}`, { wake: 'always' })).status).toBe(403);
  });
});

describe('the creation of an agent', () => {
  it('is refused for a taken name, an unknown provider and a sealed room, and then leaves nothing', async () => {
    const scout = await home.makeAgent(newName());
    const { id: sealed } = await home.ada.do('create_room', { name: newName(), encrypted: true });
    const runs = { kind: 'model' as const, provider_id: home.providerId, model: 'm' };
    await expect(home.makeAgent(scout.name)).rejects.toThrow('name_taken');
    await expect(home.makeAgent(newName(), { runs: { ...runs, provider_id: 'none' } })).rejects.toThrow('provider_not_found');
    const name = newName();
    await expect(home.makeAgent(name, { room_ids: [sealed] })).rejects.toThrow('invalid_payload');
    await expect(home.makeAgent(name, { room_ids: ['none'] })).rejects.toThrow('room_not_found');
    expect((await home.makeAgent(name)).name).toBe(name);
  });

  it('adds it to no direct room of two people', async () => {
    const mona = await home.guest('Mona', { role: 'member' });
    const direct = await home.ada.do('open_direct', { participant_id: (await mona.get('/api/session')).field('me.id') });
    await expect(home.makeAgent(newName(), { room_ids: [direct.id] })).rejects.toThrow('access_denied');
  });

  it('gives an id that no program can register with', async () => {
    const scout = await home.makeAgent(newName());
    const line = await home.lines();
    expect(await line.request('register', { key: home.key, name: 'x', agent_id: scout.id })).toMatchObject({
      type: 'error',
      payload: { code: 'agent_id_taken' },
    });
  });
});
