// How far each has read, what others see of it, and what a message said before it was changed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventOf } from '../../../../src-shared/events/index.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { EDITS_KEPT_MAX, READS_TOLD_EVERY_MS, READS_TOLD_MEMBERS_MAX } from '../../../../src-shared/limits.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { ReadMark } from '../../../../src-shared/reading.ts';
import { roomKey, seal } from '../../../../src-shared/sealed.ts';
import { createTestClock } from '../../testing/clock.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';

const clock = createTestClock();
let home: TestHome;
let owner: Watcher;
let mia: Watcher;
let gus: Watcher;

beforeAll(async () => {
  home = await startTestHome({ now: clock.now, after: clock.after });
  owner = await watchAs(home, home.owner);
  mia = await watchAs(home, await home.guest('Mia', { role: 'member', room_ids: null }));
  gus = await watchAs(home, await home.guest('Gus', { room_ids: ['lobby'] }));
});
afterAll(async () => {
  for (const each of [owner, mia, gus]) each.close();
  await home.close();
  expect(home.logged).toEqual([]);
});

/** A private room of the owner and Mia. */
const room = async (how: object = {}): Promise<string> =>
  (await owner.do('create_room', { name: newId(), member_ids: [mia.id], ...how })).id;
const say = (room_id: string, content = 'Hi'): Promise<Message> => owner.do('send_message', { room_id, content });
const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing was refused',
    (error: unknown) => /"code":"(\w+)"/.exec(String(error))?.[1] ?? String(error),
  );
const told = async (who: Watcher, room_id: string): Promise<readonly ReadMark[][]> => {
  await who.picture();
  const events = who.events().filter((event): event is EventOf<'read_receipts.changed'> => event.type === 'read_receipts.changed');
  return events.filter((event) => event.room_id === room_id).map(({ reads }) => reads);
};
/** Ends the pause after a report: the next read is reported at once. */
const rest = (): void => clock.pass(READS_TOLD_EVERY_MS * 2);

describe.each([
  ['a room on disk', {}],
  ['a room in memory', { ephemeral: true }],
])('What a message in %s said before', (_where, how) => {
  it('is kept, the newest first and in pages, for whoever may read it', async () => {
    const room_id = await room(how);
    const { id: message_id } = await say(room_id, 'one');
    for (const content of ['two', 'two', 'three']) await owner.do('edit_message', { room_id, message_id, content });
    const { edits, has_more } = await mia.do('list_edits', { room_id, message_id });
    expect(edits.map(({ number, content }) => [number, content])).toEqual([
      [2, 'two'],
      [1, 'one'],
    ]);
    expect(has_more).toBe(false);
    const page = await mia.do('list_edits', { room_id, message_id, limit: 1 });
    expect([page.edits.map((each) => each.number), page.has_more]).toEqual([[2], true]);
    const next = await mia.do('list_edits', { room_id, message_id, limit: 1, before: 2 });
    expect([next.edits.map((each) => each.number), next.has_more]).toEqual([[1], false]);
  });

  it('goes with the message', async () => {
    const room_id = await room(how);
    const { id: message_id } = await say(room_id, 'secret');
    await owner.do('edit_message', { room_id, message_id, content: 'nothing' });
    await owner.do('delete_message', { room_id, message_id });
    expect((await mia.do('list_edits', { room_id, message_id })).edits).toEqual([]);
  });

  it('is not for those who may not read it, nor found under another room', async () => {
    const [room_id, other] = [await room(how), await room(how)];
    const { id: message_id } = await say(room_id, 'one');
    await owner.do('edit_message', { room_id, message_id, content: 'two' });
    expect(await refusal(gus.do('list_edits', { room_id, message_id }))).toBe('room_not_found');
    expect(await refusal(gus.do('list_edits', { room_id: 'lobby', message_id }))).toBe('message_not_found');
    expect(await refusal(mia.do('list_edits', { room_id: other, message_id }))).toBe('message_not_found');
  });
});

describe('What a message said before', () => {
  it('is the first text and the newest of one that is changed again and again', async () => {
    const room_id = await room();
    const { id: message_id } = await say(room_id, 'text 1');
    for (let count = 2; count <= EDITS_KEPT_MAX + 11; count += 1)
      await owner.do('edit_message', { room_id, message_id, content: `text ${count}` });
    const { edits } = await mia.do('list_edits', { room_id, message_id, limit: 100 });
    expect(edits).toHaveLength(EDITS_KEPT_MAX);
    expect([edits[0]?.content, edits.at(-2)?.content, edits.at(-1)?.content]).toEqual([`text ${EDITS_KEPT_MAX + 10}`, 'text 12', 'text 1']);
  });

  it('fits into an answer however long it is', async () => {
    const room_id = await room();
    const { id: message_id } = await say(room_id, 'a'.repeat(250_000));
    for (const letter of 'bcdefg') await owner.do('edit_message', { room_id, message_id, content: letter.repeat(250_000) });
    const { edits, has_more } = await mia.do('list_edits', { room_id, message_id });
    expect([edits.length, has_more]).toEqual([3, true]);
  });

  it('stays sealed in a sealed room', async () => {
    const room_id = await room({ encrypted: true });
    const [first, second] = ['one', 'two'].map((text) => seal(roomKey('secret', room_id), text));
    const { id: message_id } = await say(room_id, first);
    await owner.do('edit_message', { room_id, message_id, content: second ?? '' });
    expect((await mia.do('list_edits', { room_id, message_id })).edits.map((each) => each.content)).toEqual([first]);
  });

  it('is there over HTTP', async () => {
    const { id: message_id } = await say('lobby', 'one');
    await owner.do('edit_message', { room_id: 'lobby', message_id, content: 'two' });
    const answer = await home.owner.get(`/api/rooms/lobby/messages/${message_id}/edits?limit=1`);
    expect(answer.json()).toMatchObject({ message_id, edits: [{ number: 1, content: 'one' }], has_more: false });
    expect((await home.owner.get(`/api/rooms/lobby/messages/${message_id}/edits?limit=0`)).status).toBe(400);
  });
});

describe('Having a message unread again', () => {
  it('counts from it on, for oneself and on the other devices, and reading continues from there', async () => {
    const room_id = await room();
    for (let count = 0; count < 5; count += 1) await say(room_id);
    await mia.do('mark_read', { room_id, seq: 5 });
    expect(await mia.do('mark_unread', { room_id, seq: 4 })).toEqual({ room_id, last_read_seq: 3, unread: 2, mentions: 0 });
    expect((await mia.picture()).rooms[room_id]?.membership).toMatchObject({ last_read_seq: 3, unread: 2, mentions: 0 });
    expect((await mia.fresh()).rooms[room_id]?.membership).toMatchObject({ unread: 2 });
    expect(await mia.do('mark_read', { room_id, seq: 5 })).toMatchObject({ last_read_seq: 5, unread: 0 });
  });

  it('is not reported to others as if it had not been read', async () => {
    rest();
    const room_id = await room();
    for (let count = 0; count < 3; count += 1) await say(room_id);
    await mia.do('mark_read', { room_id, seq: 3 });
    await mia.do('mark_unread', { room_id, seq: 1 });
    rest();
    expect((await owner.do('list_reads', { room_id })).reads).toMatchObject([{ participant_id: mia.id, seq: 3 }]);
    expect((await told(owner, room_id)).at(-1)).toMatchObject([{ seq: 3 }]);
  });

  it('asks for a message that is there, in a room one belongs to', async () => {
    const room_id = await room();
    await say(room_id);
    expect(await refusal(mia.do('mark_unread', { room_id, seq: 0 }))).toBe('invalid_payload');
    expect(await refusal(mia.do('mark_unread', { room_id, seq: 2 }))).toBe('message_not_found');
    expect(await refusal(mia.do('mark_unread', { room_id, seq: 1e15 }))).toBe('message_not_found');
    expect(await refusal(gus.do('mark_unread', { room_id, seq: 1 }))).toBe('not_in_room');
  });
});

describe('How far each has read', () => {
  it('is known of those who said so, and not of those who only joined', async () => {
    rest();
    const room_id = await room();
    await say(room_id);
    expect((await owner.do('list_reads', { room_id })).reads).toEqual([]);
    await mia.do('mark_read', { room_id, seq: 1e6 });
    expect((await owner.do('list_reads', { room_id })).reads).toEqual([{ participant_id: mia.id, seq: 1, at: expect.any(Number) }]);
    expect(await told(owner, room_id)).toEqual([[{ participant_id: mia.id, seq: 1, at: expect.any(Number) }]]);
  });

  it('is reported once in a while, however often a person reads', async () => {
    rest();
    const room_id = await room();
    for (let seq = 1; seq <= 20; seq += 1) {
      await say(room_id);
      await mia.do('mark_read', { room_id, seq });
      await owner.do('mark_read', { room_id, seq });
    }
    expect(await told(owner, room_id)).toHaveLength(1);
    clock.pass(READS_TOLD_EVERY_MS);
    const [, later] = await told(owner, room_id);
    expect(later?.map(({ participant_id, seq }) => [participant_id, seq])).toEqual([
      [owner.id, 20],
      [mia.id, 20],
    ]);
    rest();
    expect(await told(owner, room_id)).toHaveLength(2);
  });

  it('is for the members of the room', async () => {
    rest();
    const room_id = await room();
    await say(room_id);
    await mia.do('mark_read', { room_id, seq: 1 });
    expect(await told(gus, room_id)).toEqual([]);
    expect(await refusal(gus.do('list_reads', { room_id }))).toBe('not_in_room');
  });

  it('is kept to themselves by those who want that, from then on and back', async () => {
    rest();
    const room_id = await room();
    await say(room_id);
    await mia.do('mark_read', { room_id, seq: 1 });
    expect(await mia.do('set_privacy', { tells_reads: false })).toMatchObject({ id: mia.id, tells_reads: false });
    rest();
    await say(room_id);
    await mia.do('mark_read', { room_id, seq: 2 });
    rest();
    expect((await owner.do('list_reads', { room_id })).reads).toEqual([]);
    expect(await told(owner, room_id)).toHaveLength(1);
    await mia.do('set_privacy', { tells_reads: true });
    // A message that was read in private stays so.
    expect((await owner.do('list_reads', { room_id })).reads).toMatchObject([{ seq: 1 }]);
  });

  it('is not reported in a large room', async () => {
    rest();
    const room_id = await room();
    for (let count = 0; count < READS_TOLD_MEMBERS_MAX; count += 1) {
      const participant_id = `crowd-${count}`;
      (await home.agent(participant_id, { agent_id: participant_id })).close();
      await owner.do('add_member', { room_id, participant_id });
    }
    await say(room_id);
    await mia.do('mark_read', { room_id, seq: 1 });
    expect((await owner.do('list_reads', { room_id })).reads).toEqual([]);
    expect(await told(owner, room_id)).toEqual([]);
  });

  it.each([10, 40])('costs each member two frames when %d read at once, and no more', async (count) => {
    rest();
    const room_id = await room();
    const agents = await Promise.all(
      Array.from({ length: count }, (_each, at) => home.agent(`Reader ${at}`, { agent_id: `reader-${count}-${at}` })),
    );
    for (const at of agents.keys()) await owner.do('add_member', { room_id, participant_id: `reader-${count}-${at}` });
    await say(room_id);
    await Promise.all(agents.map((agent) => agent.request('mark_read', { room_id, seq: 1 })));
    rest();
    for (const each of [owner, mia]) expect((await told(each, room_id)).map((reads) => reads.length)).toEqual([1, count - 1]);
    for (const agent of agents) agent.close();
  });

  it('counts for an agent that says so, and is no frame of its protocol', async () => {
    rest();
    const room_id = await room();
    const [reads, silent] = [await home.agent('Reads', { agent_id: 'reads' }), await home.agent('Silent', { agent_id: 'silent' })];
    for (const participant_id of ['reads', 'silent']) await owner.do('add_member', { room_id, participant_id });
    for (const agent of [reads, silent]) expect((await agent.request('join_room', { room_id })).type).toBe('ok');
    await say(room_id);
    await reads.request('mark_read', { room_id, seq: 1 });
    await mia.do('mark_read', { room_id, seq: 1 });
    rest();
    const { reads: known } = await owner.do('list_reads', { room_id });
    expect(known.map((each) => each.participant_id).sort()).toEqual([mia.id, 'reads'].sort());
    await silent.request('ping');
    expect(silent.received.map((frame) => frame.type).filter((type) => type.includes('read') || type === 'event')).toEqual([]);
    const refused = await reads.request('set_privacy', { tells_reads: false });
    expect(refused).toMatchObject({ type: 'error', payload: { code: 'access_denied' } });
    for (const agent of [reads, silent]) agent.close();
  });
});

describe.each([
  ['a room on disk', {}],
  ['a room in memory', { ephemeral: true }],
])('Unread mentions in %s', (_where, how) => {
  const counted = async (room_id: string): Promise<[number, number]> => {
    const { membership } = (await mia.picture()).rooms[room_id] ?? expect.fail('no room');
    const fresh = (await mia.fresh()).rooms[room_id]?.membership;
    expect(membership).toEqual(fresh);
    return [membership?.unread ?? -1, membership?.mentions ?? -1];
  };

  it('follow edits and deletions', async () => {
    const room_id = await room(how);
    await mia.do('join_room', { room_id });
    const [first, second, third] = [await say(room_id, '@Mia look'), await say(room_id, '@Mia here'), await say(room_id, 'nothing')];
    expect(await counted(room_id)).toEqual([3, 2]);
    await owner.do('delete_message', { room_id, message_id: first.id });
    expect((await counted(room_id))[1]).toBe(1);
    await owner.do('edit_message', { room_id, message_id: second.id, content: 'never mind' });
    expect((await counted(room_id))[1]).toBe(0);
    await owner.do('edit_message', { room_id, message_id: third.id, content: '@Mia after all' });
    expect((await counted(room_id))[1]).toBe(1);
    await owner.do('edit_message', { room_id, message_id: third.id, content: '@Mia after all, please' });
    expect((await counted(room_id))[1]).toBe(1);
  });

  it('do not come back for what was read', async () => {
    const room_id = await room(how);
    await mia.do('join_room', { room_id });
    const { id: message_id, seq } = await say(room_id, 'nothing');
    await mia.do('mark_read', { room_id, seq });
    await owner.do('edit_message', { room_id, message_id, content: '@Mia now' });
    expect(await counted(room_id)).toEqual([0, 0]);
    await mia.do('mark_unread', { room_id, seq });
    expect(await counted(room_id)).toEqual([1, 1]);
  });
});
