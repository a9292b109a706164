import { expect, test } from 'vitest';
import { homeIdAt } from './identity.ts';

const ID = '0192f3a4-0000-7000-8000-00000000beef';
const at = (body: string, seen: [string, RequestInit][] = []) =>
  homeIdAt('http://192.168.1.5:4510', (address, options) => {
    seen.push([address, options]);
    return Promise.resolve(new Response(body));
  });

test('a home says its id at /health, without cookies and redirects', async () => {
  const seen: [string, RequestInit][] = [];
  expect(await at(JSON.stringify({ status: 'ok', home_id: ID }), seen)).toBe(ID);
  expect(seen).toMatchObject([['http://192.168.1.5:4510/health', { redirect: 'error', credentials: 'omit' }]]);
});

test.each([
  '',
  'no json',
  '{}',
  '{"home_id":7}',
  '{"home_id":"../../x"}',
  `{"home_id":"${'a'.repeat(65)}"}`,
  ' '.repeat(20_000) + `{"home_id":"${ID}"}`,
])('other answers are no home: %#', async (body) => {
  expect(await at(body)).toBeNull();
});

test('nothing answers', async () => {
  const said: unknown[] = [];
  const refused = new Error('refused');
  expect(
    await homeIdAt(
      'http://192.168.1.5:4510',
      () => Promise.reject(refused),
      (error) => said.push(error),
    ),
  ).toBeNull();
  expect(
    await homeIdAt(
      'http://192.168.1.5:4510',
      () => Promise.resolve(new Response('ok')),
      (error) => said.push(error),
    ),
  ).toBeNull();
  expect(said).toEqual([refused]);
});
