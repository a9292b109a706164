import { expect, test } from 'vitest';
import { endsEarly, filmBox } from './film-box.ts';

test.each([
  [
    { width: 1920, height: 1080 },
    { width: 420, height: 236 },
  ],
  [
    { width: 1080, height: 1920 },
    { width: 236, height: 420 },
  ],
  [
    { width: 320, height: 240 },
    { width: 320, height: 240 },
  ],
  [
    { width: 64, height: 48 },
    { width: 200, height: 150 },
  ],
  [
    { width: 90, height: 900 },
    { width: 42, height: 420 },
  ],
])('a film of %j is drawn as %j', (film, box) => expect(filmBox(film)).toEqual(box));

test('a film ends early when its file says that there is more', () => {
  expect(endsEarly(4, 60)).toBe(true);
  expect([endsEarly(59.5, 60), endsEarly(4, Infinity), endsEarly(4, Number.NaN)]).toEqual([false, false, false]);
});
