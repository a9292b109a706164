// The members that a room has from the start: a person's public room takes everyone, unless the person says otherwise; a room that
// an agent makes takes its owner and those that it names.
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../../src-shared/ids.ts';
import type { Browser } from '../../testing/browser.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';
import type { WireClient } from '../../testing/wire-client.ts';

const home = homeForAll();
let mia: Browser;
let [owner, member]: Watcher[] = [];
let agent: WireClient;

beforeAll(async () => {
  mia = await home.guest('Mia', { role: 'member', room_ids: null });
  [owner, member] = [await watchAs(home, home.owner), await watchAs(home, mia)];
  agent = await home.agent('Ada');
});

const idOf = ({ payload }: { payload: unknown }): string => String(Reflect.get(Object(payload), 'room_id'));
const makeAsAgent = async (how: object = {}): Promise<string> =>
  idOf(await agent.request('create_room', { name: newId(), public: true, ...how }));
const isMember = async (watcher: Watcher | undefined, roomId: string): Promise<boolean> =>
  (await watcher?.picture())?.rooms[roomId]?.membership != null;

describe('A public room of a person', () => {
  it('has everyone as a member, newcomers too', async () => {
    const { id } = (await owner?.do('create_room', { name: newId(), public: true })) ?? expect.fail();
    expect(await isMember(member, id)).toBe(true);
    const later = await watchAs(home, await home.guest(`Later ${newId()}`, { room_ids: null }));
    expect(later.first.rooms[id]?.membership).not.toBeNull();
    later.close();
  });

  it('adds only its creator without add_everyone, and everyone can see and join it', async () => {
    const { id } = (await owner?.do('create_room', { name: newId(), public: true, add_everyone: false })) ?? expect.fail();
    expect(await isMember(owner, id)).toBe(true);
    expect(await isMember(member, id)).toBe(false);
    const later = await watchAs(home, await home.guest(`Later ${newId()}`, { room_ids: null }));
    expect(later.first.rooms[id]).toMatchObject({ membership: null });
    await later.do('add_member', { room_id: id, participant_id: later.id });
    expect(await isMember(later, id)).toBe(true);
    later.close();
  });
});

describe('A public room of an agent', () => {
  it.each([{}, { add_everyone: true }, { ephemeral: true }])('has its owner as a member, and no other person (%j)', async (how) => {
    const id = await makeAsAgent(how);
    expect(await isMember(owner, id)).toBe(true);
    expect((await member?.picture())?.rooms[id]).toMatchObject({ membership: null });
    const later = await watchAs(home, await home.guest(`Later ${newId()}`, { room_ids: null }));
    expect(later.first.rooms[id]).toMatchObject({ membership: null });
    later.close();
  });

  it('has those that it names', async () => {
    const id = await makeAsAgent({ member_ids: [member?.id] });
    expect(await isMember(member, id)).toBe(true);
  });
});

describe('A private room', () => {
  it('ignores add_everyone', async () => {
    const { id } = (await owner?.do('create_room', { name: newId(), public: false, add_everyone: true })) ?? expect.fail();
    expect((await member?.picture())?.rooms[id]).toBeUndefined();
  });
});
