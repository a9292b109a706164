// Every request over HTTP counts like a frame. Once the commands are used up, every route says so, and when to come again.
import { beforeAll, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { Right } from '../../../src-shared/keys.ts';
import type { Browser } from '../testing/browser.ts';
import { ask, type Answer } from '../testing/http-client.ts';
import { keyHomeForAll } from '../testing/key-home.ts';
import { ENDPOINTS } from '../../../src-shared/endpoints/index.ts';
import type { EndpointRow } from '../../../src-shared/endpoints/row.ts';
import { ENDPOINT_ROUTES, ROUTES } from './routes.ts';

/** Commands, and the endpoints that ask for a right. */
const COUNTED = [
  ...ROUTES,
  ...ENDPOINT_ROUTES.filter(({ endpoint }) => {
    const { access }: EndpointRow = ENDPOINTS[endpoint];
    return typeof access === 'object' && 'right' in access;
  }),
];

const at = keyHomeForAll();
let secret: string;
let guest: Browser;

beforeAll(async () => {
  ({ secret } = await at.makeKey({ rights: Right.options }));
  guest = await at.home.guest('Gus', { room_ids: [LOBBY_ID] });
  await at.owner.request('set_limits', { commands_per_agent: 6, commands_per_guest: 5 });
  // The clock stands still: each has one, and no other comes.
  for (const call of [byKey, byGuest]) expect((await call('GET', '/api/rooms')).status).toBe(200);
});

const byKey = (method: string, path: string, body?: object): Promise<Answer> =>
  ask(`${at.home.url}${path}`, { method, headers: { authorization: `Bearer ${secret}` }, ...(body && { body }) });
const byGuest = (method: string, path: string, body?: object): Promise<Answer> => guest.send(path, { method, ...(body && { body }) });

const isRefused = (answer: Answer): void => {
  expect([answer.status, answer.field('code')]).toEqual([429, 'rate_limit_commands']);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
};

describe('Who has used up their commands is refused by', () => {
  it.each(COUNTED.map((route) => ({ ...route, what: `${route.method} ${route.path}`, body: route.body === 'json' ? {} : undefined })))(
    '$what',
    async ({ method, path, body }) => {
      const there = path.replace(':room_id', LOBBY_ID).replaceAll(/:\w+/g, 'none');
      for (const call of [byKey, byGuest]) isRefused(await call(method, there, body));
    },
  );
});

it('A stream that began with the last command gets the reason, and ends', async () => {
  await at.owner.request('set_limits', { commands_per_agent: 12 });
  const fresh = (await at.makeKey({ rights: Right.options })).secret;
  const headers = { authorization: `Bearer ${fresh}` };
  expect((await ask(`${at.home.url}/api/rooms`, { headers })).status).toBe(200);
  const stream = await ask(`${at.home.url}/api/stream`, { headers });
  expect([stream.status, stream.text]).toEqual([200, expect.stringContaining('"rate_limit_commands"')]);
});

it('A message by the address of the friend API counts as one command', async () => {
  await at.owner.request('set_limits', { commands_per_guest: 12 });
  const friend = await at.home.guest('Kim', { room_ids: [LOBBY_ID] });
  const say = (): Promise<Answer> => friend.post('/api/chat', { text: 'Aloha', room: LOBBY_ID });
  expect([(await say()).status, (await say()).status]).toEqual([201, 201]);
  isRefused(await say());
});
