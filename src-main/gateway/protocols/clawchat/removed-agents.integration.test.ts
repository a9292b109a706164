// A removed agent is disconnected and refused. Its messages stay.
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import { LOBBY_ID, newId, PORTER_ID } from '../../../../src-shared/ids.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { homeForAll } from '../../testing/shared-home.ts';

const home = homeForAll();

const ownKey = async (): Promise<string> => (await home.owner.post('/api/keys', { label: `Bot ${newId()}` })).field('secret');
const remove = (id: string, how: object = {}) => home.owner.post(`/api/agents/${id}/removal`, how);
const lobby = async (): Promise<Room> => ((await home.owner.get(`/api/rooms/${LOBBY_ID}`)).json() as Reply<'room_info'>).room;

async function ada(key = home.key) {
  const asked = newId();
  const agent = await home.agent(`Ada ${asked}`, { agent_id: asked, key });
  await agent.request('join_room', { room_id: LOBBY_ID });
  const said = await agent.request('send_message', { room_id: LOBBY_ID, content: `I am ${asked}` });
  expect(said.type).toBe('ok');
  // A new agent of another person than the owner gets its own id.
  return { id: String(Object(said.payload).agent_id), asked, agent };
}

describe('An agent that is removed', () => {
  it('is cut off at once, leaves its rooms, and what it wrote stays', async () => {
    const { id, agent } = await ada();
    expect((await remove(id)).field('id')).toBe(id);
    await agent.closed;
    expect((await lobby()).member_ids).not.toContain(id);
    const { messages, participants } = (await home.owner.get(`/api/rooms/${LOBBY_ID}/messages`)).json() as Reply<'get_history'>;
    expect(messages.some(({ content }) => content === `I am ${id}`)).toBe(true);
    expect(participants.find((each) => each.id === id)?.name).toBe(`Ada ${id}`);
    const { participants: agents } = (await home.owner.get('/api/agents')).json() as Reply<'list_agents'>;
    expect(agents.some((each) => each.id === id)).toBe(false);
  });

  it('does not come back under its id, and its shared key is good for the others', async () => {
    const [{ id }, other] = [await ada(), await ada()];
    await remove(id);
    const again = await home.lines();
    const answer = await again.request('register', { key: home.key, name: 'Ada', agent_id: id, reconnect: true });
    expect(answer).toMatchObject({ type: 'error', payload: { code: 'unauthorized' } });
    await again.closed;
    expect((await other.agent.request('send_message', { room_id: LOBBY_ID, content: 'still here' })).type).toBe('ok');
  });

  it('does not come back at all when its key ends with it', async () => {
    const key = await ownKey();
    const [{ id, agent }, other] = [await ada(key), await ada(key)];
    const { agent_ids } = (await home.owner.get(`/api/agents/${id}/access`)).json() as Reply<'agent_access'>;
    expect(agent_ids).toEqual([other.id]);
    await remove(id, { revoke_key: true });
    await Promise.all([agent.closed, other.agent.closed]);
    const again = await home.lines();
    expect(await again.request('register', { key, name: 'Somebody else' })).toMatchObject({ payload: { code: 'unauthorized' } });
    expect((await home.browser().send('/api/rooms', { headers: { authorization: `Bearer ${key}` } })).status).toBe(401);
  });

  it('is let into no room, and comes back once it is let in again', async () => {
    const key = await ownKey();
    const { id } = await ada(key);
    await remove(id);
    expect((await home.owner.put(`/api/rooms/${LOBBY_ID}/members/${id}`)).field('code')).toBe('agent_not_found');
    expect((await home.owner.post('/api/rooms', { name: newId(), member_ids: [id] })).field('code')).toBe('person_not_found');
    await home.owner.post(`/api/agents/${id}/access`);
    const again = await home.agent('Ada again', { agent_id: id, key });
    expect((await again.request('join_room', { room_id: LOBBY_ID })).type).toBe('ok');
  });

  it('acts over HTTP no more than on a socket', async () => {
    const headers = { authorization: `Bearer ${await ownKey()}` };
    const said = await home.browser().send(`/api/rooms/${LOBBY_ID}/members/me`, { method: 'PUT', headers });
    expect(said.status).toBe(200);
    const id = (await lobby()).member_ids.at(-1) ?? '';
    await remove(id);
    const refused = await home.browser().send('/api/rooms', { headers });
    expect([refused.status, refused.text]).toEqual([401, expect.stringContaining('was removed')]);
  });
});

describe('Who may see to an agent', () => {
  it('can be managed by its owner and by admins, and Porter by no participant', async () => {
    const { id } = await ada();
    const guest = await home.guest('Gus', { room_ids: [LOBBY_ID] });
    const admin = await home.guest('Ann', { role: 'admin', room_ids: null });
    for (const stranger of [guest, admin]) {
      expect((await stranger.post(`/api/agents/${id}/removal`)).field('code')).toBe('access_denied');
      expect((await stranger.get(`/api/agents/${id}/access`)).field('code')).toBe('access_denied');
      expect((await stranger.patch(`/api/agents/${id}`, { description: 'mine' })).field('code')).toBe('access_denied');
    }
    const annsKey = (await admin.post('/api/keys', { label: 'Ann’s' })).field('secret');
    const anns = await ada(annsKey);
    expect(anns.id).not.toBe(anns.asked);
    expect((await remove(anns.asked)).field('code')).toBe('agent_not_found');
    expect((await remove(anns.id)).status).toBe(200);
    expect((await remove(PORTER_ID)).field('code')).toBe('access_denied');
    expect((await remove('no-such-agent')).field('code')).toBe('agent_not_found');
  });

  it('gives it a colour and says what it is for, and its own name stays what it says', async () => {
    const { id } = await ada();
    const changed = await home.owner.patch(`/api/agents/${id}`, { color: 'gold', description: '  Reads the logs ' });
    expect(changed.json()).toMatchObject({ id, name: `Ada ${id}`, color: 'gold', description: 'Reads the logs' });
    expect((await home.owner.patch(`/api/agents/${id}`, { description: '' })).json()).toMatchObject({ description: null, color: 'gold' });
  });
});
