// Names that others rely on: no participant can take the name of another, or one that looks like it.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Participant } from '../../../../src-shared/objects.ts';
import type { Browser } from '../../testing/browser.ts';
import { homeForAll } from '../../testing/shared-home.ts';

const home = homeForAll();
let gus: Browser;

beforeAll(async () => {
  await home.owner.post('/api/setup', { home_name: 'Casa', owner_name: 'Olga' });
  gus = await home.guest('Gus', { room_ids: ['lobby'] });
});

const nameOf = async (id: string): Promise<string | undefined> =>
  ((await home.owner.get('/api/agents')).json() as { participants: Participant[] }).participants.find((each) => each.id === id)?.name;

const LOOK_ALIKES = ['Olga', 'olga', 'OIga', '0lga', 'Оlga', 'ｏｌｇａ', '𝐎𝐥𝐠𝐚', 'Porter', 'PORTER', 'Роrtеr', 'P0rter'];

describe("The owner's name and Porter's", () => {
  it.each(LOOK_ALIKES)('are not for a guest: %s', async (name) => {
    const renamed = await gus.patch('/api/profile', { name });
    expect([renamed.status, renamed.field('code')]).toEqual([409, 'name_taken']);
    const { code } = (await home.owner.post('/api/invites', { room_ids: ['lobby'] })).json() as { code: string };
    const asked = await home.browser().post('/api/invites/redeem', { code, name });
    expect(asked.field('code')).toBe('name_taken');
    // The invite is still good under another name.
    expect((await home.browser().post('/api/invites/redeem', { code, name: `Kid ${name.length} ${code.slice(-6)}` })).status).toBe(200);
  });

  it.each(LOOK_ALIKES)('are not for an agent, which comes in under a marked one: %s', async (name) => {
    const agent = await home.agent(name);
    const me = (await agent.request('list_agents', {})).payload;
    expect(JSON.stringify(me)).toContain(`"${name} (agent`);
    agent.close();
  });

  it('are given back by agents that had them before', async () => {
    await home.agent('Zora', { agent_id: 'zora' });
    expect((await home.owner.patch('/api/profile', { name: 'Zora' })).status).toBe(200);
    expect(await nameOf('zora')).toBe('Zora (agent)');
    expect((await home.owner.patch('/api/profile', { name: 'Olga' })).status).toBe(200);
  });
});

describe('A name', () => {
  it('is shared by agents of one owner, and by no others', async () => {
    await home.agent('cli', { agent_id: 'cli-1' });
    await home.agent('cli', { agent_id: 'cli-2' });
    expect([await nameOf('cli-1'), await nameOf('cli-2')]).toEqual(['cli', 'cli']);
    expect((await gus.patch('/api/profile', { name: 'CLI' })).field('code')).toBe('name_taken');
    const adam = await home.guest('Adam', { role: 'admin', room_ids: null });
    const { secret } = (await adam.post('/api/keys', { label: 'mine' })).json() as { secret: string };
    const comeIn = async (): Promise<string> => {
      const asked = { key: secret, name: 'cli', agent_id: 'cli-3', capabilities: [], reconnect: true };
      const welcome = await (await home.lines()).request('register', asked);
      return String(Object(welcome.payload).agent_id);
    };
    // A new agent of another person than the owner gets its own id.
    const id = await comeIn();
    expect(id).toMatch(/^cli-3\../);
    expect(await nameOf(id)).toBe('cli (agent)');
    // It comes again, and is the same agent.
    expect(await comeIn()).toBe(id);
    expect([await nameOf(id), await nameOf('cli-3')]).toEqual(['cli (agent)', undefined]);
  });

  it('may change its case, and is free once its bearer gave it up', async () => {
    expect((await gus.patch('/api/profile', { name: 'GUS' })).status).toBe(200);
    expect((await gus.patch('/api/profile', { name: 'Gustav' })).status).toBe(200);
    const kim = await home.guest('Gus', { room_ids: ['lobby'] });
    expect((await gus.patch('/api/profile', { name: 'Gus' })).field('code')).toBe('name_taken');
    expect((await kim.get('/api/session')).status).toBe(200);
  });

  it('that a person had before is known with its end', async () => {
    const ola = await home.guest('Ola', { room_ids: ['lobby'] });
    for (const name of ['Ole', 'Olaf']) await ola.patch('/api/profile', { name });
    const me = (await ola.get('/api/session')).json() as { me: Participant };
    expect(me.me.earlier_names).toEqual([
      { name: 'Ola', until: expect.any(Number) },
      { name: 'Ole', until: expect.any(Number) },
    ]);
  });
});

describe("A room's name", () => {
  it.each([
    ['café', 'cafe\u0301'],
    ['général', 'GÉNÉRAL'],
    ['plans', 'рlans'],
    ['Straße', 'STRASSE'],
    ['two words', 'two\u00A0 words'],
  ])('is taken however it is spelt: %s and %s', async (one, other) => {
    expect((await home.owner.post('/api/rooms', { name: one, public: true })).status).toBe(201);
    expect((await home.owner.post('/api/rooms', { name: other, public: true })).field('code')).toBe('room_name_taken');
  });
});
