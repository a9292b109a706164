// The activity of an agent in a room: its members see it, others see that the agent is busy, and no one learns of a hidden room.
import { expect, it } from 'vitest';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import { streamHome, type Writer } from '../../testing/stream-home.ts';
import { watchAs } from '../../testing/watcher.ts';
import type { WireClient } from '../../testing/wire-client.ts';

const SECRET = 'Reads the salaries';
const home = streamHome();

/** A room with the agent that a guest of the lobby cannot see. */
async function hiddenRoom({ id }: Pick<Writer, 'id'>, name = 'Hidden'): Promise<string> {
  const room = await home.reader.do('create_room', { name, public: false, member_ids: [id] });
  return room.id;
}

async function lobbyKey(): Promise<string> {
  return (await home.owner.post('/api/keys', { label: 'lobby', room_ids: [LOBBY_ID] })).field('secret');
}

const guestOfLobby = async (name: string) => watchAs(home, await home.guest(name, { room_ids: [LOBBY_ID] }));
const show = (room_id: string, more: object = {}): object => ({ room_id, status: 'working', status_detail: SECRET, progress: 40, ...more });
const updatesOf = (client: WireClient): unknown[] =>
  client.received.filter(({ type }) => type === 'presence_update').map(({ payload }) => payload);

it('an activity in a room is sent to its members, and a guest of another room learns neither the room nor the words', async () => {
  const rune = await home.writer();
  const room_id = await hiddenRoom(rune);
  const gus = await guestOfLobby('Gus');
  expect(await rune.refusal('set_presence', show(room_id))).toBeNull();
  const here = await home.reader.picture();
  expect(here.works[room_id]?.[rune.id]).toEqual({ room_id, participant_id: rune.id, status: 'working', detail: SECRET, progress: 40 });
  expect(here.presence[rune.id]).toMatchObject({ status: 'busy', detail: null, progress: null });
  expect(await home.reader.fresh()).toMatchObject({ works: here.works, presence: here.presence });
  const there = [await gus.picture(), await gus.fresh()];
  for (const each of there) expect([each.works, each.presence[rune.id]?.status]).toEqual([{}, 'busy']);
  const { participants, presence, ...rest } = await gus.do('list_agents', { room_id: LOBBY_ID });
  expect(rest).toEqual({ works: [] });
  const seen = JSON.stringify([there, gus.events(), participants, presence, await gus.do('room_info', { room_id: LOBBY_ID })]);
  expect([seen.includes(room_id), seen.includes(SECRET)]).toEqual([false, false]);
  expect(await gus.do('list_agents', { room_id }).catch(String)).toContain('room_not_found');
  await rune.client.request('set_presence', { room_id, status: 'idle' });
  expect([(await home.reader.picture()).works, (await gus.picture()).presence[rune.id]?.status]).toEqual([{}, 'idle']);
});

it('an agent cannot show an activity in a room that it is no member of, and learns of none', async () => {
  const [rune, vex] = [await home.writer(), await home.writer('Vex', { key: await lobbyKey() })];
  const room_id = await hiddenRoom(rune);
  const open = (await home.reader.do('create_room', { name: 'Open', public: true })).id;
  for (const [by, id] of [
    [vex, room_id],
    [vex, open],
    [rune, open],
    [rune, newId()],
    [rune, '__proto__'],
  ] as const)
    for (const status of ['working', 'idle'])
      expect([id, await by.refusal('set_presence', show(id, { status }))]).toEqual([id, 'not_in_room']);
  await home.reader.do('remove_member', { room_id, participant_id: rune.id });
  expect(await rune.refusal('set_presence', show(room_id))).toBe('not_in_room');
  expect((await home.reader.picture()).works).toEqual({});
  expect((await home.reader.picture()).presence[vex.id]?.status).toBe('idle');
});

it('a member who joins is sent the activities there, and one who leaves is sent their end', async () => {
  const rune = await home.writer();
  const room_id = await hiddenRoom(rune);
  await rune.client.request('set_presence', show(room_id));
  const gus = await guestOfLobby('Gus');
  await home.reader.do('add_member', { room_id, participant_id: gus.id });
  expect((await gus.picture()).works).toMatchObject({ [room_id]: { [rune.id]: { detail: SECRET } } });
  await home.reader.do('remove_member', { room_id, participant_id: gus.id });
  expect((await gus.picture()).works).toEqual({});
  await rune.client.request('set_presence', show(room_id, { status_detail: 'More of it' }));
  expect(JSON.stringify(await gus.picture())).not.toContain('More of it');
});

it('an activity ends with the membership, the room and the last connection of the agent', async () => {
  const rune = await home.writer();
  const rooms = [await hiddenRoom(rune), await hiddenRoom(rune, 'Second'), await hiddenRoom(rune, 'Third')] as const;
  for (const room_id of rooms) await rune.client.request('set_presence', show(room_id));
  const worksNow = async (): Promise<string[]> => Object.keys((await home.reader.picture()).works).sort();
  expect(await worksNow()).toEqual([...rooms].sort());
  await home.reader.do('remove_member', { room_id: rooms[0], participant_id: rune.id });
  expect(await worksNow()).toEqual([rooms[1], rooms[2]].sort());
  await home.reader.do('delete_room', { room_id: rooms[1] });
  expect(await worksNow()).toEqual([rooms[2]]);
  rune.client.close();
  await expect.poll(worksNow).toEqual([]);
  expect((await home.reader.picture()).presence[rune.id]).toMatchObject({ online: false, status: 'idle' });
});

it('is ended in an archived room, where none begins', async () => {
  const rune = await home.writer();
  const room_id = await hiddenRoom(rune);
  await rune.client.request('set_presence', show(room_id));
  await home.reader.do('archive_room', { room_id });
  expect(await rune.refusal('set_presence', show(room_id))).toBe('room_archived');
  expect(await rune.refusal('set_presence', { room_id, status: 'idle' })).toBeNull();
  expect((await home.reader.picture()).works).toEqual({});
});

it('agents that have the room open receive the activity, others with whom a room is shared that the agent works', async () => {
  const [rune, ada, old] = [await home.writer(), await home.writer('Ada'), await home.writer('Old')];
  const { id: room_id } = await home.reader.do('create_room', { name: 'Hidden', public: false, member_ids: [rune.id, ada.id] });
  for (const each of [rune, ada]) await each.client.request('join_room', { room_id });
  await rune.client.request('set_presence', show(room_id));
  for (const { client } of [ada, old]) await client.request('ping');
  const of = { agent_id: rune.id, agent_name: 'Rune' };
  const busy = { ...of, status: 'working', status_detail: null, progress: null };
  expect(updatesOf(old.client)).toEqual([busy]);
  expect(updatesOf(ada.client)).toEqual([busy, { room_id, ...of, status: 'working', status_detail: SECRET, progress: 40 }]);
  const info = await ada.client.request('room_info', { room_id });
  expect(JSON.stringify(info.payload)).toContain(SECRET);
  expect(JSON.stringify((await old.client.request('list_agents', {})).payload)).not.toContain(SECRET);
});

it('a client that names no room shows its state everywhere, as before', async () => {
  const rune = await home.writer();
  const room_id = await hiddenRoom(rune);
  await rune.client.request('set_presence', show(room_id));
  await rune.client.request('set_presence', { status: 'thinking', status_detail: 'Plans', room_id: null });
  const { works, presence } = await (await guestOfLobby('Gus')).picture();
  expect([works, presence[rune.id]]).toMatchObject([{}, { status: 'thinking', detail: 'Plans' }]);
  expect((await home.reader.picture()).works).toEqual({});
});

it('a person stops an agent in the room where it works, and not in another', async () => {
  const rune = await home.writer();
  const room_id = await hiddenRoom(rune);
  await rune.client.request('set_presence', show(room_id));
  expect(await home.reader.do('stop_agent', { room_id: LOBBY_ID, participant_id: rune.id })).toEqual({ stopped: false });
  expect(await home.reader.do('stop_agent', { room_id, participant_id: rune.id })).toEqual({ stopped: true });
});
