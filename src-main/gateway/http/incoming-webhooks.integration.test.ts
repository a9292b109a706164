// Incoming webhooks: their settings, and how their messages differ from those of people.
import { describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { IncomingWebhook } from '../../../src-shared/incoming-webhooks.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import { squarePng } from '../testing/pictures.ts';
import { bodyOf, hooksOf } from '../testing/hooks.ts';
import { homeForAll } from '../testing/shared-home.ts';

const home = homeForAll();
const { hook, hookIn, messagesIn, roomOf, send, stateOf } = hooksOf(home);

describe('An incoming webhook', () => {
  it('posts with its name as a participant that is no person, without a session', async () => {
    const to = await hook({ name: 'Kitchen sensor' });
    const answer = await send(to, { body: { text: 'The oven is **hot**' } });
    expect(answer.json()).toEqual({ outcome: 'posted', message_id: expect.any(String), detail: null });
    const [message] = await messagesIn(to.room_id);
    expect(message).toMatchObject({ author_id: to.id, content: 'The oven is **hot**', kind: 'chat', mentions: [] });
    const info = bodyOf<{ participants: Agent[] }>(await home.owner.get(`/api/rooms/${to.room_id}`));
    expect(info.participants.find(({ id }) => id === to.id)).toMatchObject({ kind: 'agent', type: 'webhook', name: 'Kitchen sensor' });
    expect(await stateOf(to)).toMatchObject({ last_delivery: { outcome: 'posted', detail: null }, is_stopped: false });
  });

  it('counts as unread for the members, and no list of agents has it', async () => {
    const room_id = await roomOf();
    const gus = await home.guest('Gus', { room_ids: [room_id] });
    const to = await hookIn(room_id);
    await send(to, { body: { text: 'one' } });
    const rooms = bodyOf<{ rooms: { room: { id: string }; membership: { unread: number } | null }[] }>(await gus.get('/api/rooms'));
    expect(rooms.rooms.find(({ room }) => room.id === room_id)?.membership?.unread).toBe(1);
    expect((await home.owner.get('/api/agents')).text).not.toContain(to.id);
  });

  it('has a picture, which every member sees', async () => {
    const to = await hook();
    const put = await home.owner.send(`/api/incoming-webhooks/${to.id}/picture`, { method: 'PUT', body: squarePng(16) });
    expect(put.status).toBe(200);
    const { picture } = put.json() as IncomingWebhook;
    expect((await home.owner.get(`/api/people/${to.id}/picture/${picture}`)).status).toBe(200);
    const bad = await home.owner.send(`/api/incoming-webhooks/${to.id}/picture`, { method: 'PUT', body: '<svg/>' });
    expect(bad.status).toBe(415);
    expect((await home.owner.patch(`/api/incoming-webhooks/${to.id}`, { picture: null })).json()).toMatchObject({ picture: null });
  });

  it('is changed, moved, paused, tested and deleted, and its messages stay', async () => {
    const to = await hook();
    await send(to, { body: { text: 'before' } });
    const next = await roomOf();
    const at = `/api/incoming-webhooks/${to.id}`;
    expect((await home.owner.patch(at, { name: 'Deploys', room_id: next, template: 'json' })).json()).toMatchObject({ room_id: next });
    await send(to, { body: { text: 'after' } });
    expect((await messagesIn(next)).map(({ content }) => content)).toEqual(['after']);
    await home.owner.patch(at, { paused: true });
    const paused = await send(to, { body: { text: 'unheard' } });
    expect([paused.status, paused.field('detail')]).toEqual([403, 'This webhook is paused.']);
    expect((await stateOf(to))?.last_delivery).toMatchObject({ outcome: 'refused', detail: 'This webhook is paused.' });
    expect((await home.owner.post(`${at}/tests`)).status).toBe(403);
    await home.owner.patch(at, { paused: false });
    expect((await home.owner.post(`${at}/tests`)).json()).toMatchObject({ last_delivery: { outcome: 'posted' } });
    expect((await home.owner.delete(at)).status).toBe(200);
    expect((await send(to, { body: { text: 'gone' } })).status).toBe(404);
    expect((await messagesIn(to.room_id)).map(({ content }) => content)).toEqual(['before']);
    expect(await stateOf(to)).toBeUndefined();
    expect((await home.owner.delete(at)).status).toBe(404);
  });

  it('with a new address has the one before no more', async () => {
    const to = await hook();
    const renewed = await home.owner.post(`/api/incoming-webhooks/${to.id}/addresses`);
    expect((await send(to, { body: { text: 'old' } })).status).toBe(404);
    expect((await send({ path: renewed.field('path') }, { body: { text: 'new' } })).status).toBe(200);
  });

  it('ends with its room', async () => {
    const to = await hook();
    await home.owner.delete(`/api/rooms/${to.room_id}`);
    expect((await send(to, { body: { text: 'x' } })).status).toBe(404);
    expect(await stateOf(to)).toBeUndefined();
  });

  it('posts nothing while its room is archived, and says so', async () => {
    const to = await hook();
    await home.owner.put(`/api/rooms/${to.room_id}/archive`);
    const refused = await send(to, { body: { text: 'x' } });
    expect([refused.status, refused.field('code')]).toEqual([409, 'room_archived']);
    await home.owner.delete(`/api/rooms/${to.room_id}/archive`);
    expect((await send(to, { body: { text: 'x' } })).status).toBe(200);
  });

  it('that was removed from its room says so', async () => {
    const to = await hook();
    await home.owner.delete(`/api/rooms/${to.room_id}/members/${to.id}`);
    expect((await send(to, { body: { text: 'x' } })).field('code')).toBe('not_in_room');
    await home.owner.patch(`/api/incoming-webhooks/${to.id}`, { room_id: to.room_id });
    expect((await send(to, { body: { text: 'x' } })).status).toBe(200);
  });

  it.each([
    ['sealed', { encrypted: true, public: false }, /sealed room/],
    ['ephemeral', { ephemeral: true }, /ephemeral room/],
  ])('is not made for a room that is %s', async (_what, more, sentence) => {
    const refused = await home.owner.post(`/api/rooms/${await roomOf(more)}/incoming-webhooks`, { name: 'Builds' });
    expect([refused.status, refused.field('detail')]).toEqual([400, expect.stringMatching(sentence)]);
  });

  it('is not made for a direct room', async () => {
    const direct = await home.owner.post('/api/directs', { participant_id: 'porter' });
    const refused = await home.owner.post(`/api/rooms/${direct.field('id')}/incoming-webhooks`, { name: 'Builds' });
    expect(refused.field('detail')).toMatch(/direct room/);
  });

  it('may share its name with another webhook, and with no one else', async () => {
    await hook({ name: 'GitHub' });
    await hook({ name: 'GitHub' });
    const refused = await home.owner.post(`/api/rooms/${LOBBY_ID}/incoming-webhooks`, { name: 'Porter' });
    expect(refused.field('code')).toBe('name_taken');
    await home.guest('Nora');
    expect((await home.owner.post(`/api/rooms/${LOBBY_ID}/incoming-webhooks`, { name: 'nora' })).field('code')).toBe('name_taken');
  });

  it('is in its room only: no one adds it elsewhere, or talks to it directly', async () => {
    const to = await hook();
    const refused = await home.owner.put(`/api/rooms/${await roomOf()}/members/${to.id}`);
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('its own settings')]);
    expect((await home.owner.post('/api/directs', { participant_id: to.id })).status).toBe(404);
    expect((await home.owner.post('/api/rooms', { name: 'with it', member_ids: [to.id] })).status).toBe(404);
  });

  it('is administered by the owner and admins alone, and stops with the one who made its address', async () => {
    const room_id = await roomOf();
    const member = await home.guest('Mel', { role: 'member', room_ids: null });
    for (const [method, path] of [
      ['POST', `/api/rooms/${room_id}/incoming-webhooks`],
      ['GET', '/api/incoming-webhooks'],
    ] as const)
      expect((await member.send(path, { method, body: method === 'POST' ? { name: 'Mine' } : undefined })).status).toBe(403);
    const boss = await home.guest('Boss', { role: 'admin', room_ids: null });
    const to = await hookIn(room_id, {}, boss);
    expect((await send(to, { body: { text: 'x' } })).status).toBe(200);
    const { id } = bodyOf<{ me: { id: string } }>(await boss.get('/api/session')).me;
    await home.owner.patch(`/api/people/${id}/access`, { role: 'member' });
    const stopped = await send(to, { body: { text: 'x' } });
    expect([stopped.status, stopped.field('detail')]).toEqual([403, expect.stringContaining('has stopped')]);
    expect(await stateOf(to)).toMatchObject({ is_stopped: true });
    const renewed = await home.owner.post(`/api/incoming-webhooks/${to.id}/addresses`);
    expect((await send({ path: renewed.field('path') }, { body: { text: 'x' } })).status).toBe(200);
  });

  it('does not wait for the agents of its room, and does not count among them', async () => {
    const to = await hook();
    await home.owner.patch(`/api/rooms/${to.room_id}`, { agent_run_max: 1 });
    const [one, two] = [await home.agent('One'), await home.agent('Two')];
    for (const agent of [one, two]) await agent.request('join_room', { room_id: to.room_id });
    for (const agent of [one, two, one]) await agent.request('send_message', { room_id: to.room_id, content: 'me' });
    expect((await two.request('send_message', { room_id: to.room_id, content: 'me' })).payload).toMatchObject({ code: 'agents_paused' });
    expect((await send(to, { body: { text: 'still here' } })).status).toBe(200);
  });

  it('is named as a webhook to agents', async () => {
    const to = await hook();
    const agent = await home.agent('Ears');
    await agent.request('join_room', { room_id: to.room_id });
    await send(to, { body: { text: 'psst' } });
    await expect
      .poll(() => agent.received.find((frame) => JSON.stringify(frame).includes('psst'))?.payload)
      .toMatchObject({ author_kind: 'agent', author_role: 'webhook' });
  });

  it('posts once for one id of a delivery', async () => {
    const to = await hook();
    const headers = { 'idempotency-key': 'deploy-17' };
    const first = await send(to, { body: { text: 'once' }, headers });
    const again = await send(to, { body: { text: 'once' }, headers });
    expect(again.json()).toEqual(first.json());
    expect(await messagesIn(to.room_id)).toHaveLength(1);
    expect((await send(to, { body: { text: 'another' }, headers })).field('code')).toBe('idempotency_mismatch');
  });
});
