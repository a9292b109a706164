import { describe, expect, test } from 'vitest';
import { message, pending } from '../testing/cast.ts';
import { nextToSend, pendingIn, withoutArrived } from './outbox.ts';

describe('the outbox', () => {
  test('shows what the room does not have yet, in the order it was written', () => {
    const outbox = [pending('a'), pending('b'), pending('c', { room_id: 'garden' }), pending('d')];
    const arrived = [message(1, { client_id: 'b' })];
    expect(pendingIn(outbox, { room_id: 'lobby', thread_id: null }, arrived).map((item) => item.client_id)).toEqual(['a', 'd']);
  });

  test('keeps replies in a thread apart from what is for the room', () => {
    const outbox = [pending('a'), pending('b', { thread_id: 'first' }), pending('c', { thread_id: 'other' })];
    const shown = (thread_id: string | null): string[] =>
      pendingIn(outbox, { room_id: 'lobby', thread_id }, []).map((item) => item.client_id);
    expect([shown(null), shown('first')]).toEqual([['a'], ['b']]);
  });

  test('sends one message at a time in each room, in order', () => {
    const outbox = [pending('a'), pending('b'), pending('c', { room_id: 'garden' })];
    expect(nextToSend(outbox, new Set()).map((item) => item.client_id)).toEqual(['a', 'c']);
    expect(nextToSend(outbox, new Set(['a'])).map((item) => item.client_id)).toEqual(['c']);
  });

  test('continues behind a message that failed', () => {
    const outbox = [pending('a', { status: { state: 'failed', message: 'No.' } }), pending('b')];
    expect(nextToSend(outbox, new Set()).map((item) => item.client_id)).toEqual(['b']);
  });

  test('lets go of what arrived, but not for another author’s message with the same id', () => {
    const outbox = [pending('a'), pending('b')];
    const left = withoutArrived(outbox, [
      message(1, { client_id: 'a', author_id: 'maya' }),
      message(2, { client_id: 'b', author_id: 'sarah' }),
    ]);
    expect(left.map((item) => item.client_id)).toEqual(['b']);
  });

  test('stays the same when nothing of it arrived', () => {
    const outbox = [pending('a')];
    expect(withoutArrived(outbox, [message(1)])).toBe(outbox);
  });
});
