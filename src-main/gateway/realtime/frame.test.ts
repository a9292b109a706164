import { expect, it, vi } from 'vitest';
import { encode, rememberLast } from './frame.ts';

it('a frame is one line for every reader of lines', () => {
  const { type, cursor, line } = encode({ id: '1', type: 'event', payload: 'a\u2028b\u0085c\nd' }, 5);
  expect([type, cursor]).toEqual(['event', 5]);
  expect(line.toString()).toBe('{"id":"1","type":"event","payload":"a\\u2028b\\u0085c\\nd"}\n');
});

it('the same frame is made into the same bytes once in a row', () => {
  const [one, other] = [encode({ id: '1', type: 'a', payload: 1 }), encode({ id: '1', type: 'a', payload: 1 })];
  const make = vi.fn(({ line }: { line: Buffer }) => Buffer.concat([line, line]));
  const framed = rememberLast(make);
  expect(framed(one)).toBe(framed(one));
  expect(framed(other)).toEqual(framed(one));
  expect(make).toHaveBeenCalledTimes(3);
});
