// The end of an answer whose stream the server no longer knows.
import { expect, it } from 'vitest';
import { AppError } from '../../../src-shared/errors.ts';
import { Answer, type AnswerOptions } from './answer.ts';

type Requested = [type: string, payload: object];

function talk(history: object[]) {
  const asked: Requested[] = [];
  const stop = new AbortController();
  let now = 0;
  const replies: Record<string, () => unknown> = {
    stream_start: () => ({ stream_id: 's1' }),
    stream_delta: () => ({}),
    stream_end() {
      throw new AppError('stream_not_found');
    },
    get_history: () => ({ messages: history }),
    send_message: () => ({ message_id: 'm9' }),
  };
  const home: AnswerOptions['home'] = {
    async request(type, payload, reply) {
      asked.push([type, payload]);
      return reply.parse(await Promise.resolve(replies[type]?.()));
    },
    tell: (type, payload) => void asked.push([type, payload]),
  };
  const answer = new Answer({ home, place: { room_id: 'r', reply_to: 'm1' }, after: 1, signal: stop.signal, now: () => now });
  return {
    ...{ answer, stop },
    count: (type: string): number => asked.filter(([each]) => each === type).length,
    pass: (ms: number) => (now += ms),
  };
}

const posted = (more: object = {}): object => ({
  ...{ message_id: 's1', room_id: 'r', agent_id: 'claw', agent_name: 'Claw', content: 'Hello', metadata: null, timestamp: '', seq: 2 },
  ...more,
});

it.each([
  ['nothing was posted', [], 'm9', 1],
  ['a part was posted', [posted({ unfinished: 'interrupted' })], 'm9', 1],
  ['it was posted', [posted()], 's1', 0],
  ['a person stopped it', [posted({ unfinished: 'stopped' })], 's1', 0],
])('is sent when it has to be: %s', async (_how, history, id, sent) => {
  const { answer, count } = talk(history);
  answer.show('Hel');
  expect([await answer.post('Hello'), count('send_message')]).toEqual([id, sent]);
});

it('is not sent after Stop', async () => {
  const { answer, stop, count } = talk([]);
  answer.show('Hel');
  stop.abort();
  expect([await answer.post('Hello'), answer.hasPosted, count('send_message')]).toEqual([null, false, 0]);
});

it('is kept open while a tool works', async () => {
  const { answer, count, pass } = talk([]);
  answer.show('Hel');
  await expect.poll(() => count('stream_delta')).toBe(1);
  await Promise.resolve();
  answer.keep();
  expect(count('stream_delta')).toBe(1);
  pass(60_000);
  await expect.poll(() => (answer.keep(), count('stream_delta'))).toBe(2);
  answer.keep();
  expect(count('stream_delta')).toBe(2);
});
