// Programs of friends wait for an answer only while there is a participant that can give one.
import { expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { JoinedAsProgram } from '../../../src-shared/endpoints/friends.ts';
import { createTestClock, realAfterBut } from '../testing/clock.ts';
import { ask } from '../testing/http-client.ts';
import { newName } from '../testing/model-home.ts';
import { scripted } from '../testing/program-home.ts';
import { homeForAll } from '../testing/shared-home.ts';
import { watchAs } from '../testing/watcher.ts';
import { ANSWER_WAIT_MS } from './answer-stream.ts';
import { AWAY_AFTER_MS, BEGIN_MS, UNANSWERED } from './answerers.ts';

const clock = createTestClock();
const isForClock = (ms: number): boolean => [BEGIN_MS, AWAY_AFTER_MS].includes(ms) || ms >= ANSWER_WAIT_MS;
const home = homeForAll({ after: realAfterBut(isForClock, clock) });

const NOT_HEARD = [{ type: 'done', unanswered: 'not_heard', note: UNANSWERED.not_heard }];

/** A room of the owner, who is not here, and a friend's program that asks in it. */
async function place() {
  const roomId = (await home.owner.post('/api/rooms', { name: newName(), public: true })).field('id');
  const code = (await home.owner.post('/api/invites', { name: newName(), room_ids: [roomId] })).field('code');
  const { token } = JoinedAsProgram.parse((await ask(`${home.url}/api/chat/join`, { method: 'POST', body: { code } })).json());
  const asks = async (message: string): Promise<unknown[]> => {
    const headers = { authorization: `Bearer ${token}` };
    const { text } = await ask(`${home.url}/api/chat`, { method: 'POST', headers, body: { message } });
    return [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as unknown);
  };
  const posted = async (): Promise<Reply<'get_history'>['messages']> =>
    ((await home.owner.get(`/api/rooms/${roomId}/messages`)).json() as Reply<'get_history'>).messages;
  return { roomId, asks, posted };
}

/** What the wait gave so far; null: it goes on. */
const soFar = (asked: Promise<unknown[]>): Promise<unknown[] | null> =>
  Promise.race([asked, new Promise<null>((resolve) => setTimeout(() => resolve(null), 300))]);

it('a message that no one can answer is posted, and the wait ends at once and says so', async () => {
  const { asks, posted } = await place();
  expect(await asks('Is there anyone?')).toEqual(NOT_HEARD);
  expect((await posted()).map(({ content }) => content)).toContain('Is there anyone?');
});

it('a person who is here may answer, until that person has left for some time', async () => {
  const { asks, posted } = await place();
  const ada = await watchAs(home, home.owner);
  const asked = asks('Hello?');
  await expect.poll(async () => (await posted()).length).toBeGreaterThan(0);
  expect(await soFar(asked)).toBeNull();
  ada.close();
  expect(await soFar(asked)).toBeNull();
  clock.pass(AWAY_AFTER_MS - 1);
  const again = await watchAs(home, home.owner);
  await again.picture();
  clock.pass(AWAY_AFTER_MS);
  expect(await soFar(asked)).toBeNull();
  again.close();
  await expect.poll(() => (clock.pass(AWAY_AFTER_MS), soFar(asked))).toEqual(NOT_HEARD);
});

it('a connected agent may answer when it has the room open', async () => {
  const { roomId, asks, posted } = await place();
  const echo = await home.agent(newName());
  expect(await asks('Who is here?')).toEqual(NOT_HEARD);
  expect(await echo.request('join_room', { room_id: roomId })).toMatchObject({ type: 'ok' });
  const asked = asks('And now?');
  await expect.poll(async () => (await posted()).some(({ content }) => content === 'And now?')).toBe(true);
  const question = (await posted()).find(({ content }) => content === 'And now?');
  await echo.request('send_message', { room_id: roomId, content: 'I am.', reply_to: question?.id });
  expect(await asked).toEqual([{ type: 'text', content: 'I am.' }, { type: 'done' }]);
});

it('an agent of the server that is called and does not begin ends the wait', async () => {
  const { roomId, asks, posted } = await place();
  const ada = await watchAs(home, home.owner);
  const scout = await ada.do('create_agent', { name: newName(), runs: scripted(), room_ids: [roomId] });
  await ada.do('update_agent_settings', { participant_id: scout.id, paused: true });
  ada.close();
  const asked = asks(`@${scout.name} hello`);
  await expect.poll(async () => (await posted()).length).toBeGreaterThan(0);
  expect(await soFar(asked)).toBeNull();
  await expect.poll(() => (clock.pass(BEGIN_MS), soFar(asked))).toEqual(NOT_HEARD);
});
