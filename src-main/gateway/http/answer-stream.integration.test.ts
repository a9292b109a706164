// Programs of friends that wait for the answer to their message, with the real curl.
import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { JoinedAsProgram } from '../../../src-shared/endpoints/friends.ts';
import { createTestClock, realAfterBut } from '../testing/clock.ts';
import { ask } from '../testing/http-client.ts';
import { startModelHome } from '../testing/model-home.ts';
import { startedForAll } from '../testing/shared-home.ts';
import type { WireClient } from '../testing/wire-client.ts';
import { ANSWER_WAIT_MS } from './answer-stream.ts';
import { UNANSWERED } from './answerers.ts';

const HEARTBEAT_MS = 8_000;
const clock = createTestClock();
const home = startedForAll(() =>
  startModelHome({ now: () => clock.now(), after: realAfterBut((ms) => ms === HEARTBEAT_MS || ms >= ANSWER_WAIT_MS, clock) }),
);

let friends = 0;
let echo: WireClient;
beforeEach(async () => {
  home.models.reset();
  friends += 1;
  echo = await home.agent(`echo-${friends}`);
  await echo.request('join_room', { room_id: 'lobby' });
});
const running: ChildProcessByStdio<null, Readable, null>[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill();
});

async function joined(): Promise<JoinedAsProgram> {
  const made = await home.owner.post('/api/invites', { name: `Sarah ${friends}`, room_ids: ['lobby'] });
  const { code } = made.json() as Reply<'create_invite'>;
  return JoinedAsProgram.parse((await ask(`${home.url}/api/chat/join`, { method: 'POST', body: { code } })).json());
}

const argumentsOf = (token: string, body: object, more: string[] = []): string[] => [
  ...['-sSN', `${home.url}/api/chat`, '-H', `Authorization: Bearer ${token}`, '-H', 'Content-Type: application/json'],
  ...['-d', JSON.stringify(body), ...more],
];
const curl = async (...args: Parameters<typeof argumentsOf>): Promise<string> =>
  (await promisify(execFile)('curl', argumentsOf(...args), { timeout: 20_000 })).stdout;

/** A curl that waits, and the text so far. */
function waiting(...args: Parameters<typeof argumentsOf>): { text(): string; ended: Promise<void>; kill(): void } {
  const child = spawn('curl', argumentsOf(...args), { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return { text: () => text, ended, kill: () => void child.kill() };
}
const eventsIn = (text: string): unknown[] => [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as unknown);

async function heard(content: string): Promise<string> {
  const { payload } = await echo.waitFor(({ payload: at }) => JSON.stringify(at).includes(`"content":"${content}"`));
  return (payload as { message_id: string }).message_id;
}
const answer = (content: string, reply_to?: string) => echo.request('send_message', { room_id: 'lobby', content, reply_to });

describe('a program that waits', () => {
  it('is sent the answer as one text, and then that it is done', async () => {
    const { token, me } = await joined();
    const stream = waiting(token, { message: 'How are you?' });
    const question = await heard('How are you?');
    await answer('something else');
    await answer('Fine.\n\ndata: {"type":"done"}', question);
    await answer('And more', question);
    await stream.ended;
    expect(eventsIn(stream.text())).toEqual([{ type: 'text', content: 'Fine.\n\ndata: {"type":"done"}' }, { type: 'done' }]);
    const { messages } = (await home.owner.get('/api/rooms/lobby/messages')).json() as Reply<'get_history'>;
    expect(messages.find(({ id }) => id === question)).toMatchObject({ author_id: me.id, content: 'How are you?' });
  });

  it('is answered by a model', async () => {
    const scout = await home.makeAgent('Scout');
    home.models.onMessage(/best beach/, { content: 'Hulopoe.' }, { chunkSize: 3 });
    const { token } = await joined();
    const text = await curl(token, { message: '@Scout which is the best beach?' });
    expect(eventsIn(text)).toEqual([{ type: 'text', content: 'Hulopoe.' }, { type: 'done' }]);
    await expect.poll(() => home.outcomes(scout)).toEqual(['answered']);
  });

  it('is done without a text when the agent that it called stays silent', async () => {
    await home.makeAgent('Mute');
    home.models.onMessage(/no answer/, { content: '(silent)' });
    const { token } = await joined();
    expect(eventsIn(await curl(token, { message: '@Mute no answer, please' }))).toEqual([
      { type: 'done', unanswered: 'silent', note: UNANSWERED.silent },
    ]);
  });

  it('hears every 8 seconds that the connection is alive, and is done when the time is over', async () => {
    const { token } = await joined();
    const stream = waiting(token, { message: 'Hello?' });
    const beats = (): number => stream.text().split(': still here\n\n').length - 1;
    await expect.poll(beats).toBe(1);
    clock.pass(HEARTBEAT_MS);
    await expect.poll(beats).toBe(2);
    clock.pass(HEARTBEAT_MS);
    await expect.poll(beats).toBe(3);
    clock.pass(ANSWER_WAIT_MS);
    await stream.ended;
    expect(eventsIn(stream.text())).toEqual([{ type: 'done', unanswered: 'late', note: UNANSWERED.late }]);
  });

  it('posts once for one idempotency key, and is sent the answer again', async () => {
    const { token } = await joined();
    const key = ['-H', 'Idempotency-Key: once'];
    const first = waiting(token, { message: 'Only once' }, key);
    const question = await heard('Only once');
    const second = waiting(token, { message: 'Only once' }, key);
    await expect.poll(second.text).toContain('still here');
    await answer('Yes', question);
    await Promise.all([first.ended, second.ended]);
    const third = await curl(token, { message: 'Only once' }, key);
    for (const text of [first.text(), second.text(), third])
      expect(eventsIn(text)).toEqual([{ type: 'text', content: 'Yes' }, { type: 'done' }]);
    expect(echo.received.filter((frame) => JSON.stringify(frame).includes('"content":"Only once"'))).toHaveLength(1);
  });

  it('may leave: the message stays, and the connection is free again', async () => {
    const { token } = await joined();
    const stream = waiting(token, { message: 'Bye' });
    await expect.poll(stream.text).toContain('still here');
    const connections = async (): Promise<unknown> => ((await home.owner.get('/health')).json() as { connections: unknown }).connections;
    const before = Number(await connections());
    stream.kill();
    await expect.poll(connections).toBe(before - 1);
    expect((await home.owner.get('/api/rooms/lobby/messages')).text).toContain('"content":"Bye"');
  });

  it('ends with a sentence when the access of its person ends', async () => {
    const { token, me } = await joined();
    const stream = waiting(token, { message: 'Still there?' });
    await heard('Still there?');
    await home.owner.delete(`/api/people/${me.id}/access`);
    await stream.ended;
    expect(eventsIn(stream.text())).toEqual([{ type: 'error', error: 'This access has ended.' }]);
  });
});

describe('a request that cannot be posted', () => {
  it('is refused as every other, before anything is streamed', async () => {
    const { token } = await joined();
    const code = async (body: object): Promise<unknown> => (JSON.parse(await curl(token, body)) as { code: unknown }).code;
    for (const body of [{}, { message: 5 }, { message: 'a', text: 'b' }, { message: '' }, { message: ' \n' }, { message: null }])
      expect([body, await code(body)]).toEqual([body, 'invalid_payload']);
    expect(await code({ message: 'x', room: 'none' })).toBe('not_in_room');
    const headers = { authorization: `Bearer ${token}` };
    const long = await ask(`${home.url}/api/chat`, { method: 'POST', headers, body: { message: 'x'.repeat(300_000) } });
    expect(long.field('code')).toBe('message_too_large');
    expect((JSON.parse(await curl('prg_none', { message: 'x' })) as { code: unknown }).code).toBe('unauthorized');
  });

  it('needs a key that may read the answer, also for one that was given before', async () => {
    const secret = (await home.owner.post('/api/keys', { label: 'writer', rights: ['post'] })).field('secret');
    const refusal = JSON.parse(await curl(secret, { message: 'Unread', room: 'lobby' })) as { code: unknown };
    expect(refusal.code).toBe('access_denied');
    expect((await home.owner.get('/api/rooms/lobby/messages')).text).not.toContain('"content":"Unread"');
  });
});
