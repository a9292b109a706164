// A user's sidebar syncs across the user's devices. No other user can read or change it.
import { beforeAll, describe, expect, it } from 'vitest';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import { NAME_CHARS_MAX, SECTION_ROOMS_MAX, SECTIONS_MAX } from '../../../../src-shared/limits.ts';
import { FAVOURITES_ID, FIRST_SIDEBAR } from '../../../../src-shared/sidebar.ts';
import type { Browser } from '../../testing/browser.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';

const home = homeForAll();
let gus: Browser;
beforeAll(async () => {
  gus = await home.guest('Gus', { room_ids: [LOBBY_ID] });
});

const sectionOf = async (watcher: Watcher, roomId = LOBBY_ID) => (await watcher.picture()).rooms[roomId]?.membership?.section_id;
const codeOf = async (browser: Browser, command: string, payload: object): Promise<unknown> => {
  const client = await home.socketOf(browser);
  const answer = await client.request(command, payload);
  client.close();
  return Reflect.get(Object(answer.payload), 'code');
};

describe('The sidebar of a person', () => {
  it('syncs to other devices of the same user only', async () => {
    const [phone, laptop, owner] = [await watchAs(home, gus), await watchAs(home, gus), await watchAs(home, home.owner)];
    const work = await phone.do('create_section', { name: 'Work' });
    const play = await laptop.do('create_section', { name: 'Play' });
    await phone.do('set_sidebar', { order: 'recent' });
    await laptop.do('set_sidebar', { unread_only: true });
    await phone.do('update_section', { section_id: play.id, position: 0 });
    await phone.do('update_section', { section_id: work.id, name: 'Deep work' });
    await laptop.do('set_room_section', { room_id: LOBBY_ID, section_id: work.id });
    const sidebar = { order: 'recent', unread_only: true, sections: [play, { id: work.id, name: 'Deep work' }], placed: [] };
    for (const each of [phone, laptop]) {
      expect((await each.picture()).sidebar).toEqual(sidebar);
      expect(await sectionOf(each)).toBe(work.id);
    }
    expect((await phone.fresh()).sidebar).toEqual(sidebar);
    expect((await owner.picture()).sidebar).toEqual(FIRST_SIDEBAR);
    expect(await sectionOf(owner)).toBeNull();
    expect(JSON.stringify(owner.events())).not.toMatch(/sidebar\.changed|room_section\.changed/);
    for (const each of [phone, laptop, owner]) each.close();
  });

  it('keeps the order that a person gave to the rooms of a section', async () => {
    const [phone, owner] = [await watchAs(home, gus), await watchAs(home, home.owner)];
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push((await owner.do('create_room', { name: newId(), member_ids: [phone.id] })).id);
    const [first = '', second = '', third = ''] = ids;
    const { id: section_id } = await phone.do('create_section', { name: newId() });
    const placed = async () => (await phone.picture()).sidebar.placed;
    await phone.do('arrange_section', { section_id, room_ids: [second, first] });
    for (const id of [first, second]) expect(await sectionOf(phone, id)).toBe(section_id);
    expect(await placed()).toEqual([second, first]);
    // Another section has its own order.
    await phone.do('arrange_section', { section_id: FAVOURITES_ID, room_ids: [third, LOBBY_ID] });
    await phone.do('arrange_section', { section_id, room_ids: [first, second, first] });
    expect(await placed()).toEqual([third, LOBBY_ID, first, second]);
    expect((await phone.fresh()).sidebar.placed).toEqual(await placed());
    // A room that moves takes its place there, and one that leaves its section loses it with the next change.
    await phone.do('arrange_section', { section_id: FAVOURITES_ID, room_ids: [second, third, LOBBY_ID] });
    expect(await placed()).toEqual([first, second, third, LOBBY_ID]);
    await phone.do('set_room_section', { room_id: first, section_id: null });
    await phone.do('arrange_section', { section_id: FAVOURITES_ID, room_ids: [] });
    expect(await placed()).toEqual([]);
    expect(await sectionOf(phone, second)).toBe(FAVOURITES_ID);
    expect((await owner.picture()).sidebar.placed).toEqual([]);
    await phone.do('set_room_section', { room_id: LOBBY_ID, section_id: null });
    for (const each of [phone, owner]) each.close();
  });

  it('loses a section and no room', async () => {
    const phone = await watchAs(home, gus);
    const { id } = await phone.do('create_section', { name: newId() });
    await phone.do('set_room_section', { room_id: LOBBY_ID, section_id: id });
    const left = await phone.do('delete_section', { section_id: id });
    expect(left.sections.map((each) => each.id)).not.toContain(id);
    expect((await phone.picture()).rooms[LOBBY_ID]?.membership).not.toBeNull();
    expect(await codeOf(gus, 'set_room_section', { room_id: LOBBY_ID, section_id: id })).toBe('invalid_payload');
    await phone.do('set_room_section', { room_id: LOBBY_ID, section_id: FAVOURITES_ID });
    expect(await sectionOf(phone)).toBe(FAVOURITES_ID);
    phone.close();
  });

  it('has a limited number of sections, each with its own name', async () => {
    const mia = await home.guest('Mia', { room_ids: [LOBBY_ID] });
    const phone = await watchAs(home, mia);
    for (let count = 1; count <= SECTIONS_MAX; count += 1) await phone.do('create_section', { name: `Section ${count}` });
    expect(await codeOf(mia, 'create_section', { name: 'One more' })).toBe('invalid_payload');
    const [first, second] = (await phone.picture()).sidebar.sections;
    expect(await codeOf(mia, 'update_section', { section_id: first?.id, name: second?.name })).toBe('invalid_payload');
    await phone.do('update_section', { section_id: first?.id ?? '', name: first?.name });
    expect((await phone.picture()).sidebar.sections).toHaveLength(SECTIONS_MAX);
    phone.close();
  });

  it.each([
    ['create_section', { name: '' }],
    ['create_section', { name: 'x'.repeat(NAME_CHARS_MAX + 1) }],
    ['create_section', { name: 'a\u202Eb' }],
    ['create_section', {}],
    ['update_section', { section_id: 'nowhere', name: 'New' }],
    ['update_section', { section_id: FAVOURITES_ID, name: 'Mine' }],
    ['delete_section', { section_id: FAVOURITES_ID }],
    ['delete_section', { section_id: '__proto__' }],
    ['set_sidebar', { order: 'random' }],
    ['set_sidebar', { unread_only: 'yes' }],
    ['set_room_section', { room_id: LOBBY_ID, section_id: 'nowhere' }],
    ['arrange_section', { section_id: 'nowhere', room_ids: [] }],
    ['arrange_section', { section_id: 'nowhere', room_ids: [LOBBY_ID] }],
    ['arrange_section', { section_id: FAVOURITES_ID, room_ids: Array.from({ length: SECTION_ROOMS_MAX + 1 }, () => LOBBY_ID) }],
    ['arrange_section', { section_id: FAVOURITES_ID }],
    ['set_room_section', { room_id: LOBBY_ID }],
    ['set_room_section', { room_id: LOBBY_ID, section_id: 'x'.repeat(201) }],
  ])('does not take %s with %j', async (command, payload) => {
    expect(await codeOf(gus, command, payload)).toBe('invalid_payload');
  });

  it('takes no section of another person, no room that one is not in, and no temporary room', async () => {
    const owner = await watchAs(home, home.owner);
    const { id: section_id } = await owner.do('create_section', { name: 'Mine' });
    expect(await codeOf(gus, 'set_room_section', { room_id: LOBBY_ID, section_id })).toBe('invalid_payload');
    expect(await codeOf(gus, 'delete_section', { section_id })).toBe('invalid_payload');
    const { id: elsewhere } = await owner.do('create_room', { name: newId() });
    expect(await codeOf(gus, 'set_room_section', { room_id: elsewhere, section_id: FAVOURITES_ID })).toBe('not_in_room');
    const { id: passing } = await owner.do('create_room', { name: newId(), ephemeral: true });
    expect(await codeOf(home.owner, 'set_room_section', { room_id: passing, section_id: FAVOURITES_ID })).toBe('invalid_payload');
    expect(await codeOf(gus, 'arrange_section', { section_id: FAVOURITES_ID, room_ids: [LOBBY_ID, elsewhere] })).toBe('not_in_room');
    expect(await sectionOf(owner)).toBeNull();
    expect(await codeOf(home.owner, 'arrange_section', { section_id: FAVOURITES_ID, room_ids: [passing] })).toBe('invalid_payload');
    owner.close();
  });

  it('is no matter of agents', async () => {
    const agent = await home.agent('Ada');
    await agent.request('join_room', { room_id: LOBBY_ID });
    for (const [command, payload] of [
      ['set_sidebar', { order: 'recent' }],
      ['create_section', { name: 'Mine' }],
      ['set_room_section', { room_id: LOBBY_ID, section_id: FAVOURITES_ID }],
    ] as const)
      expect(await agent.request(command, payload)).toMatchObject({ payload: { code: 'access_denied' } });
  });
});
