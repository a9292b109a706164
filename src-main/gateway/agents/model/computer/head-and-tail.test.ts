import { expect, it } from 'vitest';
import { HeadAndTail } from './head-and-tail.ts';

it('keeps the beginning and the end of an output, in a bounded space', () => {
  const output = new HeadAndTail();
  expect(output.text()).toBe('');
  output.add(Buffer.from('begin\n'));
  expect(output.text()).toBe('begin\n');
  for (let index = 0; index < 1_000; index += 1) output.add(Buffer.alloc(1_000, 'x'));
  output.add(Buffer.from('\nend'));
  const text = output.text();
  expect(text).toMatch(/^begin\nx+\n… \(975434 bytes left out\) …\nx+\nend$/);
  expect(text.length).toBeLessThan(25 * 1024);
});
