// In a direct room each message of a person calls the agent, without a mention.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../testing/browser.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { fieldOf } from '../testing/transports.ts';
import type { WireClient } from '../testing/wire-client.ts';

let home: TestHome;
let ada: WireClient;
let rune: WireClient;

beforeAll(async () => {
  home = await startTestHome();
  ada = await home.agent('Ada', { agent_id: 'ada' });
  rune = await home.agent('Rune', { agent_id: 'rune' });
});

afterAll(() => home.close());

/** The texts of the messages that called an agent. */
const callsOf = (agent: WireClient): unknown[] =>
  agent.received.flatMap((frame) =>
    frame.type === 'mention' ? [(frame.payload as { message: { content: string } }).message.content] : [],
  );

describe('In a direct room', () => {
  const direct = async (from: Browser, participant_id: string): Promise<string> =>
    (await from.post('/api/directs', { participant_id })).field('id');

  test('every message of a person calls the agent, once, and a thought or a reaction does not', async () => {
    const nova = await home.agent('Nova', { agent_id: 'nova' });
    const room = await direct(home.owner, 'nova');
    const say = (body: object) => home.owner.post(`/api/rooms/${room}/messages`, body);
    await say({ content: 'hi, are you there?' });
    await say({ content: '@Nova and by name' });
    await say({ content: 'and by id', mentions: ['nova'] });
    await nova.request('ping');
    expect(callsOf(nova)).toEqual(['hi, are you there?', '@Nova and by name', 'and by id']);
    // It can answer where it was called, without opening the room first, and does not call itself.
    expect((await nova.request('send_message', { room_id: room, content: 'I am here.' })).type).toBe('ok');
    expect(callsOf(nova)).toHaveLength(3);
  });

  test('it does so too when the agent was not connected at that time, and after an edit', async () => {
    const room = await direct(home.owner, 'nova');
    const sent = await home.owner.post(`/api/rooms/${room}/messages`, { content: 'later' });
    expect(sent.json()).toMatchObject({ mentions: ['nova'] });
    const edited = await home.owner.patch(`/api/rooms/${room}/messages/${sent.field('id')}`, { content: 'much later' });
    expect(edited.json()).toMatchObject({ mentions: ['nova'] });
  });

  test('two agents call each other by name only, so that two programs that answer every call come to an end', async () => {
    const opened = await ada.request('open_direct', { participant_id: 'rune' });
    const room_id = fieldOf(opened, 'id');
    const before = callsOf(rune).length;
    await ada.request('send_message', { room_id, content: 'hello' });
    expect(callsOf(rune)).toHaveLength(before);
    await ada.request('send_message', { room_id, content: '@Rune, hello' });
    await rune.request('ping');
    expect(callsOf(rune).slice(before)).toEqual(['@Rune, hello']);
  });

  test('people get a direct message, and no mention', async () => {
    const gus = await home.guest('Gus Direct', { role: 'member' });
    const people = (await home.owner.get('/api/people')).json() as { people: { id: string; name: string }[] };
    const room = await direct(home.owner, people.people.find(({ name }) => name === 'Gus Direct')?.id ?? '');
    expect((await gus.get(`/api/rooms/${room}/messages`)).status).toBe(200);
    expect((await home.owner.post(`/api/rooms/${room}/messages`, { content: 'hi' })).json()).toMatchObject({ mentions: [] });
  });
});
