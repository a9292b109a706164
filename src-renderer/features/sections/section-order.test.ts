import { expect, test } from 'vitest';
import { movedTo } from './section-order.ts';

test.each([
  ['a', 1, ['b', 'a', 'c']],
  ['a', 2, ['b', 'c', 'a']],
  ['c', 0, ['c', 'a', 'b']],
  ['b', 1, ['a', 'b', 'c']],
  ['new', 3, ['a', 'b', 'c', 'new']],
] as const)('%s at %i', (roomId, position, order) => expect(movedTo(['a', 'b', 'c'], roomId, position)).toEqual(order));
