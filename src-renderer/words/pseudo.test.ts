import { expect, test } from 'vitest';
import { english } from './english/english.ts';
import { pseudo } from './pseudo.ts';

test('what does not come from the catalogue can be told by its missing brackets', () => {
  const words = pseudo(english);
  expect(words.timeline.jumpToLatest).toBe('⟦Júmp tó látést······⟧');
  expect(words.timeline.countNew('3')).toMatch(/^⟦3 ñéw·+⟧$/);
});
