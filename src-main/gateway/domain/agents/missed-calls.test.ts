import { expect, it } from 'vitest';
import { WAKING_MS } from '../../../../src-shared/agent-starts.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { MissedCalls } from './missed-calls.ts';

function begin() {
  const clock = { now: 0 };
  const calls = new MissedCalls(() => clock.now);
  const message = (id: string, more: Partial<Message> = {}): Message =>
    ({ id, room_id: 'lobby', content: id, created_at: clock.now, deleted_at: null, ...more }) as Message;
  return { clock, calls, message, taken: () => calls.take('scout').map(({ content }) => content) };
}

it('gives the newest call of each room once, the oldest first', () => {
  const { clock, calls, message, taken } = begin();
  calls.add('scout', message('garden', { room_id: 'garden' }));
  clock.now = 1;
  calls.add('scout', message('first'));
  calls.add('scout', message('second'));
  expect(taken()).toEqual(['garden', 'second']);
  expect(taken()).toEqual([]);
});

it('gives a message as it is now, and none that was deleted', () => {
  const { calls, message, taken } = begin();
  calls.add('scout', message('a'));
  calls.change(message('a', { content: 'edited' }));
  calls.change(message('other', { content: 'of another call' }));
  expect(taken()).toEqual(['edited']);
  calls.add('scout', message('b'));
  calls.change(message('b', { deleted_at: 1, content: '' }));
  expect(taken()).toEqual([]);
});

it('forgets calls that no agent took in time', () => {
  const { clock, calls, message, taken } = begin();
  calls.add('scout', message('old'));
  clock.now = 2 * WAKING_MS;
  calls.add('other', message('new'));
  clock.now = 1;
  expect(taken()).toEqual([]);
});
