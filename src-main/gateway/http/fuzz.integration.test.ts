// Whatever is asked, and by whomever: the answer is one that the document describes, and never that the home failed.
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { checkAgainst, type ApiCheck, type ApiDocument } from '../testing/api-document.ts';
import type { Browser } from '../testing/browser.ts';
import { ask } from '../testing/http-client.ts';
import { ROUTES } from './routes.ts';
import { homeForAll } from '../testing/shared-home.ts';

const RUNS = 800;
const home = homeForAll();
let check: ApiCheck;
let people: Browser[];
let known: string[];
beforeAll(async () => {
  check = checkAgainst((await ask(`${home.url}/api/openapi.json`)).json() as ApiDocument);
  people = [await home.guest('Ines', { role: 'admin' }), await home.guest('Sarah', { room_ids: ['lobby'] })];
  const message = (await home.owner.post('/api/rooms/lobby/messages', { content: 'hello' })).field('id');
  known = ['lobby', 'porter', 'me', message];
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 300 }),
  fc.constantFrom('', ' ', '__proto__', 'constructor', '../x', 'null', '\u0000', '🌺'),
);
const anyId = fc.oneof(
  fc.nat({ max: 3 }).map((at) => known[at] ?? ''),
  anyText,
);
const anyValue = fc.oneof(anyId, fc.jsonValue({ maxDepth: 3 }), fc.double(), fc.constantFrom(0, -1, 1.5, 2 ** 53, true, null, [], {}));

function bodyFor(fields: string[]): fc.Arbitrary<string> {
  const likely = fc.record(Object.fromEntries(fields.map((field) => [field, anyValue])), { requiredKeys: [] });
  return fc.oneof(
    { weight: 5, arbitrary: likely.map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: anyText },
    { weight: 1, arbitrary: fc.json() },
  );
}

const request = fc.constantFrom(...ROUTES).chain((route) =>
  fc.record({
    method: fc.constant(route.method),
    address: fc.constant(route.path.replace(/:\w+/g, 'x')),
    path: fc.array(anyId, { minLength: 3, maxLength: 3 }).map((ids) => {
      let at = 0;
      return route.path.replace(/:\w+/g, () => encodeURIComponent((ids[at++] ?? '').toWellFormed()));
    }),
    query: fc.oneof(
      fc.constant(''),
      fc.dictionary(fc.constantFrom(...Object.keys(route.shape), 'x'), anyText).map((query) => `?${new URLSearchParams(query).toString()}`),
    ),
    body: bodyFor(Object.keys(route.shape)),
    who: fc.nat({ max: 1 }),
  }),
);

it(`${RUNS} requests that make little sense are each answered with sense`, { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(request, async ({ method, address, path, query, body, who }) => {
      const hasBody = method !== 'GET' && method !== 'DELETE';
      const answer = await people[who]?.send(`${path}${query}`, {
        method,
        ...(hasBody ? { body, headers: { 'content-type': 'application/json' } } : {}),
      });
      if (!answer) throw new Error('Nobody asked.');
      expect(answer.status, answer.text).toBeLessThan(500);
      expect(check.complaint(method, address, answer)).toBeNull();
    }),
    { numRuns: RUNS },
  );
  expect((await ask(`${home.url}/health`)).status).toBe(200);
});
