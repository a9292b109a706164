import { expect, it } from 'vitest';
import { PageCache } from './page-cache.ts';
import type { ReadPage } from './read-page.ts';

const HOUR_MS = 60 * 60 * 1000;

const page = (title: string, imageBytes = 0): ReadPage => ({
  ...{ title, host: 'a.example', site_name: null, description: null },
  image: imageBytes === 0 ? null : Buffer.alloc(imageBytes),
});

it('a page is known for an hour, also one without a preview', () => {
  let now = 1_000_000;
  const cache = new PageCache(() => now);
  cache.set('a', page('A'));
  cache.set('b', null);
  now += HOUR_MS - 1;
  expect([cache.get('a')?.title, cache.get('b'), cache.get('c')]).toEqual(['A', null, undefined]);
  now += 1;
  expect([cache.get('a'), cache.get('b')]).toEqual([undefined, undefined]);
});

it('a clock that was set back forgets, and does not keep for longer', () => {
  let now = 10 * HOUR_MS;
  const cache = new PageCache(() => now);
  cache.set('a', page('A'));
  now = HOUR_MS;
  expect(cache.get('a')).toBeUndefined();
});

it('the oldest pages go when there are too many, or when their images are too large', () => {
  const cache = new PageCache(() => 1);
  for (let index = 0; index < 400; index += 1) cache.set(String(index), page(String(index)));
  expect([cache.get('99'), cache.get('100')?.title, cache.get('399')?.title]).toEqual([undefined, '100', '399']);
  for (let index = 0; index < 20; index += 1) cache.set(`image ${index}`, page('x', 1024 * 1024));
  expect([cache.get('image 3'), cache.get('image 4')?.title]).toEqual([undefined, 'x']);
  cache.set('image 19', null);
  cache.set('image 20', page('y', 1024 * 1024));
  expect([cache.get('image 4')?.title, cache.get('image 20')?.title]).toEqual(['x', 'y']);
});
