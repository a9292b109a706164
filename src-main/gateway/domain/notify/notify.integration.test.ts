// The notify settings of a person are their own: no one else sets or hears them, and no time is accepted that makes no sense.
import { beforeAll, describe, expect, it } from 'vitest';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import { QUIET_MS_MAX } from '../../../../src-shared/limits.ts';
import type { Browser } from '../../testing/browser.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';
import { homeForAll } from '../../testing/shared-home.ts';

const HOUR_MS = 60 * 60 * 1000;

const home = homeForAll();
let gus: Browser;

beforeAll(async () => {
  gus = await home.guest('Gus', { room_ids: [LOBBY_ID] });
});

const levelIn = async (watcher: Watcher) => {
  const membership = (await watcher.picture()).rooms[LOBBY_ID]?.membership;
  return membership && { level: membership.notify_level, until: membership.muted_until };
};

describe('The level of a room', () => {
  it('reaches the other devices of a person, and no one else', async () => {
    const [phone, laptop, owner] = [await watchAs(home, gus), await watchAs(home, gus), await watchAs(home, home.owner)];
    const until = Date.now() + HOUR_MS;
    await phone.do('set_notify_level', { room_id: LOBBY_ID, level: 'mentions' });
    await phone.do('set_notify_level', { room_id: LOBBY_ID, level: 'none', until });
    expect(await levelIn(laptop)).toEqual({ level: 'mentions', until });
    expect(await levelIn(owner)).toEqual({ level: 'default', until: null });
    expect(JSON.stringify(owner.events())).not.toContain('notify_level.changed');
    await laptop.do('set_notify_level', { room_id: LOBBY_ID, level: 'all' });
    expect(await levelIn(phone)).toEqual({ level: 'all', until: null });
    for (const each of [phone, laptop, owner]) each.close();
  });

  it.each([
    ['a time that has passed', { level: 'none', until: 1_000 }],
    ['a time beyond all times', { level: 'none', until: Number.MAX_SAFE_INTEGER }],
    ['a time in more than a year', { level: 'none', until: Date.now() + QUIET_MS_MAX + HOUR_MS }],
    ['half a millisecond', { level: 'none', until: Date.now() + HOUR_MS + 0.5 }],
    ['an end of what is not muted', { level: 'all', until: Date.now() + HOUR_MS }],
    ['a level that there is not', { level: 'loud' }],
    ['no level', {}],
  ])('does not take %s', async (_what, payload) => {
    const client = await home.socketOf(gus);
    const refused = await client.request('set_notify_level', { room_id: LOBBY_ID, ...payload });
    expect(refused).toMatchObject({ type: 'error', payload: { code: 'invalid_payload' } });
    client.close();
  });

  it('cannot be set for another, in a room one does not belong to, or by an agent', async () => {
    const [owner, guest] = [await watchAs(home, home.owner), await home.socketOf(gus)];
    const { id: room_id } = await owner.do('create_room', { name: newId() });
    expect(await guest.request('set_notify_level', { room_id, level: 'none' })).toMatchObject({ payload: { code: 'not_in_room' } });
    // A name that another has is one more field that no one asked for.
    await guest.request('set_notify_level', { room_id: LOBBY_ID, level: 'none', participant_id: owner.id });
    expect(await levelIn(owner)).toEqual({ level: 'default', until: null });
    const agent = await home.agent('Ada');
    await agent.request('join_room', { room_id: LOBBY_ID });
    const refused = await agent.request('set_notify_level', { room_id: LOBBY_ID, level: 'none' });
    expect(refused).toMatchObject({ payload: { code: 'access_denied' } });
    owner.close();
    guest.close();
  });
});

describe('The general notify setting of a person', () => {
  it('reaches their other devices and no one else, a part at a time', async () => {
    const [phone, laptop, owner] = [await watchAs(home, gus), await watchAs(home, gus), await watchAs(home, home.owner)];
    const quiet_hours = { is_on: true, from: 1_320, to: 420, days: [5, 1, 1] };
    await phone.do('set_notify_preferences', { quiet_hours });
    await phone.do('set_notify_preferences', { what: 'nothing' });
    const mine = { what: 'nothing', quiet_hours: { ...quiet_hours, days: [1, 5] }, quiet_until: null };
    expect((await laptop.picture()).preferences).toEqual(mine);
    expect((await laptop.fresh()).preferences).toEqual(mine);
    expect((await owner.picture()).preferences.what).toBe('for_me');
    expect(JSON.stringify(owner.events())).not.toContain('preferences.changed');
    for (const each of [phone, laptop, owner]) each.close();
  });

  it.each([
    { quiet_until: 1 },
    { quiet_until: 1e300 },
    { quiet_hours: { is_on: true, from: -1, to: 420, days: [] } },
    { quiet_hours: { is_on: true, from: 0, to: 1_440, days: [] } },
    { quiet_hours: { is_on: true, from: 0, to: 1, days: [7] } },
    { quiet_hours: { is_on: true, from: 0, to: 1, days: [0, 0, 0, 0, 0, 0, 0, 0] } },
  ])('is not %j', async (change) => {
    const answer = await fetch(`${home.url}/api/notifications`, {
      method: 'PATCH',
      headers: { ...gus.headersFor('PATCH', '/api/notifications'), 'content-type': 'application/json' },
      body: JSON.stringify(change),
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'invalid_payload']);
  });
});
