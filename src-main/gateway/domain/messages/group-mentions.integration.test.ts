// @everyone, @here and @agents: whom they call, and who may call them.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { watchAs } from '../../testing/watcher.ts';
import { callsOf } from '../../testing/calls.ts';
import type { WireClient } from '../../testing/wire-client.ts';

const home = homeForAll();
let ada: WireClient;
let rune: WireClient;

beforeAll(async () => {
  ada = await home.agent('Ada', { agent_id: 'ada' });
  rune = await home.agent('Rune', { agent_id: 'rune' });
  for (const agent of [ada, rune]) await agent.request('join_room', { room_id: 'lobby' });
});

describe('A group', () => {
  const say = async (who: Browser, content: string, more: object = {}): Promise<{ mentions: string[] }> => {
    const answer = await who.post('/api/rooms/lobby/messages', { content, ...more });
    expect(answer.status, answer.text).toBe(201);
    return answer.json() as { mentions: string[] };
  };

  test('calls the members that it stands for, and names itself for those who draw the message', async () => {
    const mia = await watchAs(home, await home.guest('Mia', { role: 'member', room_ids: ['lobby'] }));
    const before = callsOf(ada).length;
    const { mentions } = await say(home.owner, 'Look, @everyone');
    expect(mentions).toEqual(expect.arrayContaining(['@everyone', 'ada', 'rune', mia.id]));
    expect(mentions).not.toContain('porter');
    expect((await mia.picture()).rooms['lobby']?.membership).toMatchObject({ mentions: 1 });
    expect((await mia.fresh()).rooms['lobby']?.membership).toMatchObject({ mentions: 1 });
    await ada.request('ping');
    expect(callsOf(ada).slice(before)).toEqual(['Look, @everyone']);
    expect((await say(home.owner, '@agents: report')).mentions).not.toContain(mia.id);
    expect((await say(home.owner, '@here')).mentions).toEqual(expect.arrayContaining(['@here', 'ada', mia.id]));
    mia.close();
    await expect.poll(async () => (await say(home.owner, 'still @here?')).mentions.includes(mia.id)).toBe(false);
  });

  test('is a word like any other from a guest and from an agent, also when it is asked for by id', async () => {
    const gus = await home.guest('Gast', { role: 'guest', room_ids: ['lobby'] });
    expect((await say(gus, 'Hi @everyone and @Ada', { mentions: ['@everyone'] })).mentions).toEqual(['ada']);
    const reply = await ada.request('send_message', { room_id: 'lobby', content: '@agents @everyone', mentions: ['@agents'] });
    expect(reply.type).toBe('ok');
    await rune.request('ping');
    expect(callsOf(rune)).not.toContain('@agents @everyone');
  });

  test('is the name of no participant', async () => {
    const owner = await watchAs(home, home.owner);
    await expect(owner.do('update_profile', { name: 'Everyone' })).rejects.toThrow(/name_taken/);
    owner.close();
    const { payload } = await (await home.agent('here', { agent_id: 'here-agent' })).request('list_agents', {});
    expect(JSON.stringify(payload)).toContain('"here (agent)"');
  });

  test('calls none where the author is alone', async () => {
    const { id } = (await home.owner.post('/api/rooms', { name: 'alone', public: false })).json() as { id: string };
    const answer = await home.owner.post(`/api/rooms/${id}/messages`, { content: '@everyone' });
    expect((answer.json() as { mentions: string[] }).mentions).toEqual(['@everyone']);
  });
});
