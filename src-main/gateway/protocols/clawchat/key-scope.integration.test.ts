// The rights of a key. A key never allows more than its creator may do.
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../../src-shared/commands/index.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { codeOf, fieldOf, IN, keyHomeForEach } from '../../testing/key-home.ts';
import { WATCH } from '../../testing/watch-payload.ts';

const at = keyHomeForEach();

describe('A key that is changed', () => {
  it('allows what it allows now, also to those who are in', async () => {
    const { key, secret } = await at.makeKey();
    const agent = await at.home.agent('Ada', { key: secret });
    const room_id = await at.makeRoom({ public: true });
    for (const id of [LOBBY_ID, room_id]) await agent.request('join_room', { room_id: id });
    const changed = COMMANDS.update_key.reply.parse(
      (await at.owner.request('update_key', { key_id: key.id, label: ' Reader ', room_ids: [room_id, room_id], rights: ['read', 'read'] }))
        .payload,
    );
    expect(changed).toMatchObject({ label: 'Reader', room_ids: [room_id], rights: ['read'] });
    expect(codeOf(await agent.request('send_message', { room_id, content: 'Hi' }))).toBe('access_denied');
    expect(codeOf(await agent.request('get_history', { room_id: LOBBY_ID }))).toBe('room_not_found');
    const before = agent.received.length;
    await at.owner.request('send_message', { room_id: LOBBY_ID, content: 'Not for Ada' });
    await at.owner.request('send_message', { room_id, content: 'For Ada' });
    await agent.request('ping');
    const heard = JSON.stringify(agent.received.slice(before));
    expect(heard).toContain('For Ada');
    expect(heard).not.toContain('Not for Ada');
    await at.owner.request('update_key', { key_id: key.id, room_ids: null, rights: ['read', 'post'] });
    expect((await agent.request('get_history', { room_id: LOBBY_ID })).type).toBe('history_result');
  });

  it('has those who watch come again', async () => {
    const { key, secret } = await at.makeKey();
    const watching = await at.home.agent('Ada', { key: secret });
    await watching.request('watch', WATCH);
    await at.owner.request('update_key', { key_id: key.id, room_ids: [LOBBY_ID] });
    await watching.closed;
    expect(codeOf(watching.received.at(-1) ?? { payload: null })).toBe('access_denied');
  });

  it('never allows more than the key with which it is asked for', async () => {
    const { key, secret } = await at.makeKey({ rights: ['read', 'admin'] });
    const wide = await at.makeKey();
    const agent = await at.home.agent('Ada', { key: secret });
    const asks: [string, object][] = [
      ['create_key', { label: 'More', rights: ['post'] }],
      ['update_key', { key_id: key.id, rights: ['read', 'post', 'admin'] }],
      ['rotate_key', { key_id: wide.key.id }],
    ];
    for (const [type, payload] of asks) expect([type, codeOf(await agent.request(type, payload))]).toEqual([type, 'access_denied']);
    expect((await agent.request('create_key', { label: 'Less', rights: ['read'] })).type).toBe('ok');
  });

  it('with the admin right for some rooms does not reach the home', async () => {
    const room_id = await at.makeRoom({ public: true });
    const { key, secret } = await at.makeKey({ rights: ['read', 'post', 'create', 'coordinate', 'admin'], room_ids: [room_id] });
    const agent = await at.home.agent('Ada', { key: secret });
    const asks: [string, object][] = [
      ['create_key', { label: 'More' }],
      ['update_key', { key_id: key.id, room_ids: null }],
      ['rotate_key', { key_id: key.id }],
      ['revoke_key', { key_id: 'home' }],
      ['list_keys', {}],
      ['create_invite', {}],
      ['create_invite', { room_ids: [room_id], role: 'admin' }],
      ['list_people', {}],
      ['get_sharing', {}],
      ['get_clawchat', {}],
      ['set_clawchat', { is_on: true }],
      ['update_home', { name: 'Mine' }],
      ['create_room', { name: 'Mine' }],
      ['open_direct', { participant_id: fieldOf(await at.owner.request('update_profile', { name: 'Olga' }), 'id') }],
    ];
    for (const [type, payload] of asks) expect([type, codeOf(await agent.request(type, payload))]).toEqual([type, 'access_denied']);
    expect((await agent.request('update_room', { room_id, name: 'Renamed' })).type).toBe('ok');
  });

  it('cannot be made so that it says nothing, or too much', async () => {
    const { key, secret } = await at.makeKey();
    for (const wrong of [
      { room_ids: [] },
      { room_ids: ['nowhere'] },
      { room_ids: 'lobby' },
      { room_ids: Array.from({ length: 501 }, () => LOBBY_ID) },
      { rights: [] },
      { rights: ['rule'] },
      { rights: null },
      { rights: ['__proto__'] },
      { label: '' },
      { label: 'a\u2028b' },
      { label: 'x'.repeat(81) },
      { label: null },
    ]) {
      for (const [type, payload] of [
        ['create_key', { label: 'Bot', ...wrong }],
        ['update_key', { key_id: key.id, ...wrong }],
      ] as const) {
        const code = codeOf(await at.owner.request(type, payload));
        expect([type, wrong, code === 'invalid_payload' || code === 'room_not_found']).toEqual([type, wrong, true]);
      }
    }
    expect(await at.comingIn(secret)).toEqual(IN);
  });
});

describe('An agent id', () => {
  /** The result of coming in as an agent with a key. */
  async function takes(key: string, agent_id: string): Promise<unknown> {
    const line = await at.home.lines();
    const answer = await line.request('register', { key, name: 'Any', agent_id, reconnect: true });
    line.close();
    await line.closed;
    return answer.type === 'ok' || codeOf(answer);
  }

  it('belongs to the person whose key made it: no other person’s key takes it', async () => {
    const admin = await at.home.guest('Anna', { role: 'admin' });
    const hers = (await admin.post('/api/keys', { label: 'Hers' })).field('secret');
    const mine = await at.makeKey();
    await at.home.agent('Ada', { key: mine.secret, agent_id: 'ada' });
    expect([await takes(hers, 'ada'), await takes(hers, 'porter'), await takes(hers, 'bea')]).toEqual([
      'agent_id_taken',
      'agent_id_taken',
      true,
    ]);
    // Hers has another id, so the owner's can still have that one.
    expect([await takes(mine.secret, 'bea'), await takes(at.home.key, 'ada')]).toEqual([true, true]);
  });

  it('is for keys to all rooms of that person, and for a key to some rooms only if it came with it', async () => {
    const scoped = await at.makeKey({ room_ids: [LOBBY_ID] });
    const other = await at.makeKey({ room_ids: [LOBBY_ID] });
    await takes(at.home.key, 'ada');
    expect([await takes(scoped.secret, 'ada'), await takes(scoped.secret, 'own')]).toEqual(['agent_id_taken', true]);
    expect([await takes(other.secret, 'own'), await takes(at.home.key, 'own'), await takes(scoped.secret, 'own')]).toEqual([
      'agent_id_taken',
      true,
      true,
    ]);
  });

  it('is not for a key that allows less, whichever way it comes in', async () => {
    const claude = await at.home.agent('Claude', { agent_id: 'claude' });
    const makers = [at.home.key, (await at.makeKey({ rights: ['read', 'post'] })).secret];
    await takes(makers[1]!, 'poster');
    const lesser: [string[], string][] = [
      [['read'], 'claude'],
      [['read', 'post'], 'claude'],
      [['read', 'post', 'create'], 'claude'],
      [['post', 'create', 'coordinate'], 'claude'],
      [['read', 'admin'], 'claude'],
      [['read'], 'poster'],
      [['post'], 'poster'],
    ];
    for (const [rights, agent_id] of lesser) {
      const { secret } = await at.makeKey({ rights });
      for (const how of [{ reconnect: true }, { beside: true }, {}]) {
        const line = await at.home.lines();
        const answer = await line.request('register', { key: secret, name: 'Thief', agent_id, ...how });
        expect([rights, how, codeOf(answer)]).toEqual([rights, how, 'agent_id_taken']);
        line.close();
      }
    }
    expect((await claude.request('ping')).type).toBe('pong');
    expect(JSON.stringify((await at.owner.request('list_agents')).payload)).not.toContain('Thief');
  });

  it('is for any key of the person that allows as much, and continues with the next one when the first was ended', async () => {
    const first = await at.makeKey({ rights: ['read', 'post'] });
    expect(await takes(first.secret, 'ada')).toBe(true);
    await at.owner.request('add_member', { room_id: LOBBY_ID, participant_id: 'ada' });
    const [same, full] = [await at.makeKey({ rights: ['post', 'read'] }), await at.makeKey()];
    expect([await takes(same.secret, 'ada'), await takes(full.secret, 'ada'), await takes(first.secret, 'ada')]).toEqual([
      true,
      true,
      true,
    ]);
    const rotated = COMMANDS.rotate_key.reply.parse((await at.owner.request('rotate_key', { key_id: first.key.id })).payload);
    expect(await takes(rotated.secret, 'ada')).toBe(true);
    await at.owner.request('revoke_key', { key_id: first.key.id });
    expect(await takes((await at.makeKey({ rights: ['read'] })).secret, 'ada')).toBe('agent_id_taken');
    expect([await takes(full.secret, 'ada'), await takes(same.secret, 'ada')]).toEqual([true, 'agent_id_taken']);
  });

  it('is for a lesser key when its person says so, and for no other', async () => {
    await takes(at.home.key, 'ada');
    const [reader, other] = [await at.makeKey({ rights: ['read'] }), await at.makeKey({ rights: ['read'] })];
    const give = (participant_id: string, key_id: string) => at.owner.request('update_agent', { participant_id, key_id });
    expect((await give('ada', reader.key.id)).type).toBe('ok');
    expect([await takes(reader.secret, 'ada'), await takes(other.secret, 'ada')]).toEqual([true, 'agent_id_taken']);
    const anna = await at.home.guest('Anna', { role: 'admin' });
    const hers = COMMANDS.create_key.reply.parse((await anna.post('/api/keys', { label: 'Hers' })).json());
    expect([codeOf(await give('ada', hers.key.id)), codeOf(await give('ada', 'nothing'))]).toEqual(['key_not_found', 'key_not_found']);
    expect((await anna.patch('/api/agents/ada', { key_id: hers.key.id })).status).toBe(403);
    await takes(at.home.key, `key-home`);
    expect(codeOf(await give('key-home', reader.key.id))).toBe('invalid_payload');
  });

  it('of a key that may only read keeps its name, and joins what it was added to', async () => {
    const { secret } = await at.makeKey({ rights: ['read'] });
    const reader = await at.home.agent('Reader', { key: secret, agent_id: 'reader' });
    const welcome = await (await at.home.lines()).request('register', { key: secret, name: 'Olga', agent_id: 'reader', beside: true });
    expect([welcome.type, fieldOf(welcome, 'name')]).toEqual(['ok', 'Reader']);
    expect(codeOf(await reader.request('join_room', { room_id: LOBBY_ID }))).toBe('access_denied');
    expect((await reader.request('get_history', { room_id: LOBBY_ID })).type).toBe('history_result');
    await at.owner.request('add_member', { room_id: LOBBY_ID, participant_id: 'reader' });
    expect((await reader.request('join_room', { room_id: LOBBY_ID })).type).toBe('ok');
    await at.owner.request('send_message', { room_id: LOBBY_ID, content: 'For the reader' });
    await reader.waitFor((frame) => JSON.stringify(frame).includes('For the reader'));
  });

  it('of a key itself is for that key only, before it is used as well', async () => {
    const { key, secret } = await at.makeKey();
    expect([await takes(at.home.key, `key-${key.id}`), await takes(secret, 'key-home')]).toEqual(['invalid_payload', 'invalid_payload']);
    expect(await takes(secret, `key-${key.id}`)).toBe(true);
    expect(await at.comingIn(secret)).toEqual(IN);
  });
});
