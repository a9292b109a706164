// Invites that are changed after they were made: their link stays the same.
import { describe, expect, it } from 'vitest';
import { homeForAll } from '../testing/shared-home.ts';
import type { Answer } from '../testing/http-client.ts';

const MINUTE_MS = 60_000;
const home = homeForAll({ now: () => Date.now() + shift });
let shift = 0;
const preview = (code: string): Promise<Answer> => home.browser().post('/api/invites/preview', { code });

describe('an invite', () => {
  it('is extended, also after its time, and opens other rooms with the same link', async () => {
    const made = await home.owner.post('/api/invites', { name: 'Tom', room_ids: ['lobby'], lifetime_ms: shift + MINUTE_MS });
    const path = `/api/invites/${made.field('invite.id')}`;
    shift += 2 * MINUTE_MS;
    expect((await preview(made.field('code'))).field('code')).toBe('invite_expired');
    const changed = await home.owner.patch(path, { lifetime_ms: shift + MINUTE_MS, role: 'member', room_ids: null, max_uses: 2 });
    expect(changed.json()).toMatchObject({ role: 'member', room_ids: null, max_uses: 2, uses: 0 });
    expect((await preview(made.field('code'))).status).toBe(200);
    const tom = home.browser();
    await tom.redeem(made.field('code'), 'Tom');
    expect((await tom.get('/api/session')).field('me.role')).toBe('member');
    expect((await home.owner.patch(path, { max_uses: 1_001 })).field('code')).toBe('invalid_payload');
    await home.browser().redeem(made.field('code'), 'Tessa');
    expect((await home.owner.patch(path, { max_uses: 1 })).field('detail')).toBe('max_uses: it was used 2 times already.');
    await home.owner.delete(path);
    expect((await home.owner.patch(path, { lifetime_ms: 60_000 })).field('detail')).toBe('This invite was withdrawn. Create a new one.');
    expect((await home.owner.patch('/api/invites/none', { lifetime_ms: 60_000 })).field('code')).toBe('invite_not_found');
  });

  it('is changed by those who may make such a one', async () => {
    const admin = await home.guest('Ilse', { role: 'admin' });
    const guest = await home.guest('Gustav');
    const forAdmin = await home.owner.post('/api/invites', { name: 'Al', role: 'admin' });
    const forGuest = await home.owner.post('/api/invites', { name: 'Bo' });
    const path = (made: Answer): string => `/api/invites/${made.field('invite.id')}`;
    expect((await guest.patch(path(forGuest), { lifetime_ms: 60_000 })).field('code')).toBe('access_denied');
    expect((await admin.patch(path(forGuest), { role: 'admin' })).field('code')).toBe('access_denied');
    expect((await admin.patch(path(forAdmin), { lifetime_ms: 60_000 })).field('code')).toBe('access_denied');
    expect((await admin.patch(path(forGuest), { role: 'member' })).status).toBe(200);
    const { id: room_id } = (await home.owner.post('/api/rooms', { name: 'private' })).json() as { id: string };
    expect((await admin.patch(path(forGuest), { room_ids: [room_id] })).field('code')).toBe('room_not_found');
    const back = await home.owner.post(`/api/people/${(await guest.get('/api/session')).field('me.id')}/reinvite`);
    expect((await home.owner.patch(path(back), { role: 'member' })).field('code')).toBe('invalid_payload');
    expect((await home.owner.patch(path(back), { lifetime_ms: 60_000 })).status).toBe(200);
  });

  it('gets a new link: the newest two work, and none after it was used up', async () => {
    const made = await home.owner.post('/api/invites', { name: 'Uma', lifetime_ms: shift + MINUTE_MS });
    const links = `/api/invites/${made.field('invite.id')}/links`;
    const second = await home.owner.post(links);
    expect(second.status).toBe(201);
    expect(second.field('links.0')).toContain(`/join#${second.field('code')}`);
    expect((await preview(made.field('code'))).status).toBe(200);
    const third = await home.owner.post(links);
    expect((await preview(made.field('code'))).field('code')).toBe('invite_invalid');
    const codes = [second.field('code'), third.field('code')];
    for (const code of codes) expect((await preview(code)).field('name')).toBe('Uma');
    const tries = await Promise.allSettled(codes.map((code, at) => home.browser().redeem(code, `Uma ${at}`)));
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await home.owner.post(links)).field('code')).toBe('invite_used');
    expect((await home.owner.post('/api/invites/none/links')).field('code')).toBe('invite_not_found');
  });

  it('gets a new link from those who may make such an invite and see all its rooms', async () => {
    const admin = await home.guest('Ivo', { role: 'admin' });
    const guest = await home.guest('Gail');
    const { id: room_id } = (await home.owner.post('/api/rooms', { name: 'hidden', visibility: 'private' })).json() as { id: string };
    const make = (more: object): Promise<Answer> => home.owner.post('/api/invites', { name: 'Vic', ...more });
    const links = (made: Answer): string => `/api/invites/${made.field('invite.id')}/links`;
    const [forHidden, forAdmin, forAll] = [await make({ room_ids: [room_id] }), await make({ role: 'admin' }), await make({})];
    expect((await admin.post(links(forHidden))).field('code')).toBe('room_not_found');
    expect((await admin.post(links(forAdmin))).field('code')).toBe('access_denied');
    expect((await guest.post(links(forAll))).field('code')).toBe('access_denied');
    expect((await admin.post(links(forAll))).status).toBe(201);
    expect((await preview(forHidden.field('code'))).status).toBe(200);
    const back = await home.owner.post(`/api/people/${(await guest.get('/api/session')).field('me.id')}/reinvite`);
    expect((await home.owner.post(links(back))).field('detail')).toBe(
      'This invite lets a person come back. Invite that person back again.',
    );
  });
});
