// An agent redeems its invite and waits for an approval before it gets its key.
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { AGENT_APPROVAL_MS } from '../../../src-shared/limits.ts';
import { invitingHome, onboardingOf, refusalOf, withKey } from '../testing/agent-invites.ts';
import type { Browser } from '../testing/browser.ts';
import { ask, type Answer } from '../testing/http-client.ts';
import { WATCH } from '../testing/watch-payload.ts';

const { home, pass, invite, redeem, collect, keys } = invitingHome();

describe('the approval of an agent', () => {
  const waiting = async (body: object = {}): Promise<{ id: string; claim: string; code: string }> => {
    const { invite: made, code } = await invite({ needs_approval: true, ...body });
    const got = onboardingOf(await redeem(code));
    expect(got).toMatchObject({ state: 'waiting', key: null, agent: null });
    return { id: made.id, claim: got.claim ?? '', code };
  };
  const approve = (id: string, by: Browser = home.owner): Promise<Answer> => by.put(`/api/agent-invites/${id}/approval`);

  it('gives the key to the agent that waits, once', async () => {
    const { id, claim, code } = await waiting({ name: 'patient' });
    expect(onboardingOf(await collect(claim)).state).toBe('waiting');
    expect(refusalOf(await redeem(code))).toEqual([410, 'invite_used']);
    expect((await approve(id)).field('state')).toBe('approved');
    const answers = await Promise.all(Array.from({ length: 50 }, () => collect(claim)));
    const got = answers.filter(({ status }) => status === 200);
    expect(got).toHaveLength(1);
    expect((await keys()).filter(({ label }) => label === 'patient')).toHaveLength(1);
    const rooms = await ask(`${home.url}/api/rooms`, { headers: withKey(got[0] ? onboardingOf(got[0]).key : null) });
    expect(rooms.status).toBe(200);
    expect((await home.owner.get('/api/agent-invites')).json()).toMatchObject({
      invites: expect.arrayContaining([expect.objectContaining({ id, state: 'joined' })]) as unknown,
    });
    expect((await approve(id)).field('code')).toBe('invite_not_found');
  });

  it('is not given by a key that may not do itself what the agent may', async () => {
    const { id, claim } = await waiting({ name: 'wide', rights: ['read', 'post', 'create'] });
    const secret = (await home.owner.post('/api/keys', { label: 'narrow', rights: ['read', 'admin'] })).field('secret');
    const byKey = (method: string) => ask(`${home.url}/api/agent-invites/${id}/approval`, { method, headers: withKey(secret) });
    expect((await byKey('PUT')).field('code')).toBe('access_denied');
    expect(onboardingOf(await collect(claim)).state).toBe('waiting');
    expect((await byKey('DELETE')).field('state')).toBe('refused');
  });

  it('may be refused, or withdrawn while the agent waits', async () => {
    const [refused, withdrawn] = [await waiting({ name: 'refused' }), await waiting({ name: 'withdrawn' })];
    await home.owner.delete(`/api/agent-invites/${refused.id}/approval`);
    await home.owner.delete(`/api/agent-invites/${withdrawn.id}`);
    const no = await collect(refused.claim);
    expect([...refusalOf(no), no.field('detail')]).toEqual([403, 'access_denied', 'This agent was refused.']);
    expect(refusalOf(await collect(withdrawn.claim))).toEqual([410, 'invite_withdrawn']);
    for (const { id } of [refused, withdrawn]) expect((await approve(id)).field('code')).toBe('invite_not_found');
    expect((await keys()).map(({ label }) => label)).not.toContain('refused');
    // One withdrawn after the approval gives no key either.
    const late = await waiting({ name: 'late' });
    await approve(late.id);
    await home.owner.delete(`/api/agent-invites/${late.id}`);
    expect(refusalOf(await collect(late.claim))).toEqual([410, 'invite_withdrawn']);
  });

  it('is not waited for forever', async () => {
    const { id, claim } = await waiting();
    pass(AGENT_APPROVAL_MS);
    const late = await collect(claim);
    expect([...refusalOf(late), late.field('detail')]).toEqual([410, 'invite_expired', expect.stringContaining('not approved in time')]);
    expect((await approve(id)).field('code')).toBe('invite_not_found');
  });

  it('is for the person who made the invite, and for the owner', async () => {
    const [maker, other] = [await home.guest('Mia', { role: 'admin' }), await home.guest('Otto', { role: 'admin' })];
    const { invite: made, code } = await invite({ needs_approval: true }, maker);
    await redeem(code);
    expect((await approve(made.id, other)).field('code')).toBe('access_denied');
    expect((await other.delete(`/api/agent-invites/${made.id}/approval`)).field('code')).toBe('access_denied');
    expect((await approve(made.id, maker)).status).toBe(200);
    const ofOwner = await waiting();
    expect((await approve(ofOwner.id, maker)).field('code')).toBe('access_denied');
  });

  it('is always asked for when the key may administer', async () => {
    expect((await invite({ rights: ['read', 'admin'] })).invite.needs_approval).toBe(true);
  });

  it('is asked for in a message of Porter and in the snapshot, without a secret', async () => {
    const socket = await home.socketOf(home.owner);
    await socket.request('watch', WATCH);
    const { id, claim, code } = await waiting({ name: 'seen' });
    const { payload } = await (await home.socketOf(home.owner)).request('watch', WATCH);
    const text = JSON.stringify(payload);
    expect(payload).toMatchObject({
      snapshot: { agent_invites: { [id]: { state: 'waiting', entrance: 'computer', address: '127.0.0.1' } } },
    });
    await expect.poll(async () => (await home.owner.get('/api/search?query=seen')).text).toContain('Is this yours?');
    await approve(id);
    const { key } = onboardingOf(await collect(claim));
    for (const secret of [claim, code, key ?? '']) {
      expect(text).not.toContain(secret);
      expect((await home.owner.get(`/api/search?query=${secret}`)).text).not.toContain(secret.slice(5));
    }
  });

  it('is in the audit log, with the making and the redemption, and without a secret', async () => {
    const { id, claim, code } = await waiting({ name: 'logged' });
    await collect(claim);
    await approve(id);
    const { key } = onboardingOf(await collect(claim));
    const refused = await waiting({ name: 'logged' });
    await home.owner.delete(`/api/agent-invites/${refused.id}/approval`);
    const log = await home.owner.get('/api/audit?topic=agents&limit=20');
    const entries = (log.json() as Reply<'list_audit'>).entries.filter(({ facts }) => facts.name === 'logged');
    expect(entries.map(({ kind, by }) => [kind, by?.name ?? null])).toEqual([
      ['refuse_agent_invite', 'Owner'],
      ['redeem_agent_invite', null],
      ['create_agent_invite', 'Owner'],
      ['collect_agent_key', null],
      ['approve_agent_invite', 'Owner'],
      ['redeem_agent_invite', null],
      ['create_agent_invite', 'Owner'],
    ]);
    for (const secret of [code, claim, key ?? 'x']) expect(log.text).not.toContain(secret);
  });
});
