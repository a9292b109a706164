// /health tells every client that the home is running. Counts are for clients that may read /metrics.
import { expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { ask } from '../testing/http-client.ts';
import { keyHomeForAll } from '../testing/key-home.ts';

const PUBLIC = ['home_id', 'status', 'uptime_s', 'version'];
const ALL = ['connections', 'messages', 'rooms', ...PUBLIC].sort();

const at = keyHomeForAll();

const fieldsFor = async (headers: Record<string, string>): Promise<unknown[]> => {
  const answer = await ask(`${at.home.url}/health`, { headers });
  return [answer.status, Object.keys(Object(answer.json())).sort()];
};
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

it('Unknown clients, guests and keys for some rooms get the status, and no counts', async () => {
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

it('Clients that may read /metrics get the counts', async () => {
  const reader = await at.makeKey({ rights: ['read'] });
  const askers: Record<string, string>[] = [at.home.owner.headersFor('GET', '/health'), bearer(at.home.key), bearer(reader.secret)];
  for (const headers of askers) expect(await fieldsFor(headers)).toEqual([200, ALL]);
});
