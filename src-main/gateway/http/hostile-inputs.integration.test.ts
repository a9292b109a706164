// Every hostile value in every path, query and body of the REST API: refused by a code of the list or done, and never a
// failure of the home.
import { beforeAll, expect, it } from 'vitest';
import { isErrorCode } from '../../../src-shared/errors.ts';
import { HOSTILE_FEW } from '../testing/hostile-inputs.ts';
import { payloadWith, rightValues, type RightValues } from '../testing/hostile-payloads.ts';
import { openFields, ROUTES, type Route } from './routes.ts';
import { homeForAll } from '../testing/shared-home.ts';

/** Asked for at the same time. */
const AT_ONCE = 8;
const home = homeForAll();
let right: RightValues;

beforeAll(async () => {
  right = await rightValues(home);
});

const rightText = (name: string): string => {
  const value = right[name];
  return typeof value === 'string' ? value : 'none';
};
const pathOf = (route: Route, wrong: string | null, value: string): string =>
  route.path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(name === wrong ? value : rightText(name)));

/** As text, where an address has no other kind. */
const textOf = (value: string): string => {
  const parsed: unknown = JSON.parse(value);
  return (typeof parsed === 'string' ? parsed : value).toWellFormed().slice(0, 2_000);
};
const TEXTS = HOSTILE_FEW.map((value) => textOf(value));

function requestsFor(route: Route): { path: string; body: string | null }[] {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const fields = openFields(route);
  const address = pathOf(route, null, '');
  const wrongPaths = inPath.flatMap((name) =>
    TEXTS.map((text) => ({
      path: pathOf(route, name, text),
      body: route.method === 'GET' ? null : payloadWith(right, fields, 'unknown_field', '1'),
    })),
  );
  const bodies = fields.flatMap((field) => HOSTILE_FEW.map((value) => payloadWith(right, fields, field, value)));
  const wrongFields =
    route.method === 'GET'
      ? fields.flatMap((field) =>
          TEXTS.map((text) => ({ path: `${address}?${new URLSearchParams({ [field]: text }).toString()}`, body: null })),
        )
      : [...bodies, ...HOSTILE_FEW].map((body) => ({ path: address, body }));
  return [...wrongPaths, ...wrongFields];
}

it('every field of every address may be anything', { timeout: 120_000 }, async () => {
  const jobs = ROUTES.flatMap((route) => requestsFor(route).map((request) => ({ ...request, method: route.method })));
  expect(jobs.length).toBeGreaterThan(1_000);
  async function worker(): Promise<void> {
    for (let job = jobs.pop(); job; job = jobs.pop()) {
      const headers = { ...home.owner.headersFor(job.method, job.path), 'content-type': 'application/json' };
      const answer = await fetch(`${home.url}${job.path}`, { method: job.method, headers, body: job.body });
      const problem = (await answer.text()) || '{}';
      const told = `${job.method} ${job.path.slice(0, 200)} ${String(job.body).slice(0, 200)}: ${answer.status} ${problem.slice(0, 300)}`;
      expect(answer.status, told).toBeLessThan(500);
      if (answer.status >= 400) expect(isErrorCode((JSON.parse(problem) as { code?: unknown }).code), told).toBe(true);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(home.logged).toEqual([]);
});
