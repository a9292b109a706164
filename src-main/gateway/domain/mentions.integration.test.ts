// Who is called by a message, as the gateway has it: the parser of src-shared, among those who belong to the room.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHome, type TestHome } from '../testing/home.ts';
import type { WireClient } from '../testing/wire-client.ts';

let home: TestHome;
let ada: WireClient;
let rune: WireClient;

beforeAll(async () => {
  home = await startTestHome();
  ada = await home.agent('Ada', { agent_id: 'ada' });
  rune = await home.agent('Rune', { agent_id: 'rune' });
  for (const agent of [ada, rune]) await agent.request('join_room', { room_id: 'lobby' });
});

afterAll(() => home.close());

/** The texts of the messages that called an agent. */
const callsOf = (agent: WireClient): unknown[] =>
  agent.received.flatMap((frame) =>
    frame.type === 'mention' ? [(frame.payload as { message: { content: string } }).message.content] : [],
  );

test('an agent that quotes its own name does not call itself, and calls the others it names', async () => {
  await ada.request('send_message', { room_id: 'lobby', content: 'You said: @Ada, where is @Rune?' });
  expect(callsOf(rune)).toEqual(['You said: @Ada, where is @Rune?']);
  expect(callsOf(ada)).toEqual([]);
});

test('whoever asks for it by id is called, oneself included, and strangers to the room are not', async () => {
  await home.agent('Elsewhere', { agent_id: 'elsewhere' });
  await ada.request('send_message', { room_id: 'lobby', content: 'a note to myself', mentions: ['ada', 'elsewhere', 'nobody'] });
  expect(callsOf(ada)).toEqual(['a note to myself']);
});
