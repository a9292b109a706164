import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { english } from './english/english.ts';
import { lateEnglish } from './english/late.ts';
import { pseudo } from './pseudo.ts';

test('what does not come from the catalogue can be told by its missing brackets', () => {
  const words = pseudo({ ...english, ...lateEnglish });
  expect(words.timeline.jumpToLatest).toBe('⟦Júmp tó látést······⟧');
  expect(words.timeline.countNew('3')).toMatch(/^⟦3 ñéw·+⟧$/);
});

test('in a sentence with something drawn in it, the text around it is altered and what is drawn is not', () => {
  const words = pseudo({ ...english, ...lateEnglish });
  expect(renderToStaticMarkup(words.join.toRooms('#lobby', 'Home'))).toMatch(/^⟦tó ·+⟧#lobby⟦ át ·+⟧Home$/);
  expect(renderToStaticMarkup(words.electing.electing('Ada'))).toMatch(/^<strong[^>]*>⟦[^⟧]+⟧<\/strong>⟦[^⟧]+⟧Ada$/);
});
