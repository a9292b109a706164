// /health says to everybody that the home is well, and how busy it is only to those who may read its numbers.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { ask } from '../testing/http-client.ts';
import { startKeyHome, type KeyHome } from '../testing/key-home.ts';

const PUBLIC = ['status', 'uptime_s', 'version'];
const ALL = ['connections', 'messages', 'rooms', ...PUBLIC].sort();

let at: KeyHome;
beforeAll(async () => {
  at = await startKeyHome();
});
afterAll(async () => {
  await at.home.close();
  expect(at.home.logged).toEqual([]);
});

const fieldsFor = async (headers: Record<string, string>): Promise<unknown[]> => {
  const answer = await ask(`${at.home.url}/health`, { headers });
  return [answer.status, Object.keys(Object(answer.json())).sort()];
};
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

it('Strangers, guests and keys for some rooms are told that it runs, and no numbers', async () => {
  const guest = await at.home.guest('Gus', { room_ids: [LOBBY_ID] });
  const member = await at.home.guest('Mel', { role: 'member' });
  const scoped = await at.makeKey({ room_ids: [LOBBY_ID] });
  const askers: Record<string, string>[] = [
    {},
    guest.headersFor('GET', '/health'),
    member.headersFor('GET', '/health'),
    { cookie: at.home.owner.cookie ?? '' },
    bearer(scoped.secret),
    bearer('lan_none'),
    { cookie: 'a=b' },
  ];
  for (const headers of askers) expect(await fieldsFor(headers)).toEqual([200, PUBLIC]);
});

it('Those who may read /metrics are told how much there is', async () => {
  const reader = await at.makeKey({ rights: ['read'] });
  const askers: Record<string, string>[] = [at.home.owner.headersFor('GET', '/health'), bearer(at.home.key), bearer(reader.secret)];
  for (const headers of askers) expect(await fieldsFor(headers)).toEqual([200, ALL]);
});
