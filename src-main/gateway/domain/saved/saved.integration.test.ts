// Messages that a participant saved for later: on all of the participant's devices, and known to no other participant.
import { beforeAll, describe, expect, it } from 'vitest';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import { EPHEMERAL_GRACE_MS } from '../../../../src-shared/limits.ts';
import type { Browser } from '../../testing/browser.ts';
import { createTestClock } from '../../testing/clock.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';

const clock = createTestClock();
const home = homeForAll({ now: clock.now, after: clock.after });
let gus: Browser;
beforeAll(async () => {
  gus = await home.guest('Gus', { room_ids: [LOBBY_ID] });
});

const say = (who: Watcher, content: string, room_id = LOBBY_ID, more: object = {}) => who.do('send_message', { room_id, content, ...more });
const savedBy = async (who: Watcher) => Object.keys((await who.picture()).saved);
const first = async (who: Watcher) => (await who.do('list_saved', { limit: 1 })).saved[0];

describe('A saved message', () => {
  it('is on all devices of its participant, and no other participant gets it', async () => {
    const [phone, laptop, owner] = [await watchAs(home, gus), await watchAs(home, gus), await watchAs(home, home.owner)];
    const { id: message_id } = await say(owner, 'Read this later');
    const item = await phone.do('save_message', { room_id: LOBBY_ID, message_id });
    expect(item).toMatchObject({ id: message_id, room_id: LOBBY_ID });
    for (const each of [phone, laptop]) expect(await savedBy(each)).toEqual([message_id]);
    expect((await phone.fresh()).saved).toEqual({ [message_id]: item });
    expect(await first(laptop)).toMatchObject({ ...item, message: { content: 'Read this later' } });
    await laptop.do('unsave', { saved_id: message_id });
    for (const each of [phone, laptop]) expect(await savedBy(each)).toEqual([]);
    expect(JSON.stringify(owner.events())).not.toContain('saved.changed');
    expect((await owner.do('list_saved', {})).saved).toEqual([]);
    for (const each of [phone, laptop, owner]) each.close();
  });

  it('shows no content that its participant may no longer see, and can be removed', async () => {
    const [phone, owner] = [await watchAs(home, gus), await watchAs(home, home.owner)];
    const { id: room_id } = await owner.do('create_room', { name: newId(), member_ids: [phone.id] });
    const { id: message_id } = await say(owner, 'In confidence', room_id);
    await phone.do('save_message', { room_id, message_id });
    await owner.do('remove_member', { room_id, participant_id: phone.id });
    const page = await phone.do('list_saved', {});
    expect(page.saved).toMatchObject([{ id: message_id, room_id, message: null }]);
    expect(JSON.stringify(page)).not.toContain('In confidence');
    await expect(phone.do('save_message', { room_id, message_id })).rejects.toThrow('room_not_found');
    await owner.do('add_member', { room_id, participant_id: phone.id });
    expect((await first(phone))?.message).toMatchObject({ content: 'In confidence' });
    await owner.do('delete_message', { room_id, message_id });
    expect((await first(phone))?.message).toMatchObject({ content: '', deleted_at: expect.any(Number) as number });
    await phone.do('unsave', { saved_id: message_id });
    expect(await savedBy(phone)).toEqual([]);
    for (const each of [phone, owner]) each.close();
  });

  it('may be a reply in a thread, which it names', async () => {
    const owner = await watchAs(home, home.owner);
    const { id: thread_id } = await say(owner, 'A question');
    const { id: message_id } = await say(owner, 'An answer', LOBBY_ID, { thread_id });
    await owner.do('save_message', { room_id: LOBBY_ID, message_id });
    expect((await first(owner))?.message).toMatchObject({ thread_id, thread_only: true, content: 'An answer' });
    await owner.do('unsave', { saved_id: message_id });
    owner.close();
  });

  it('may be in a temporary room, and loses its content with it', async () => {
    const owner = await watchAs(home, home.owner);
    const { id: room_id } = await owner.do('create_room', { name: newId(), ephemeral: true });
    await owner.do('join_room', { room_id });
    const { id: message_id } = await say(owner, 'Not for long', room_id);
    await owner.do('save_message', { room_id, message_id });
    expect(await first(owner)).toMatchObject({ id: message_id, message: { content: 'Not for long' } });
    clock.pass(EPHEMERAL_GRACE_MS);
    await owner.do('leave_room', { room_id });
    clock.pass(EPHEMERAL_GRACE_MS);
    await expect.poll(async () => (await owner.picture()).rooms[room_id]).toBeUndefined();
    expect(await first(owner)).toMatchObject({ id: message_id, message: null });
    await owner.do('unsave', { saved_id: message_id });
    expect(await savedBy(owner)).toEqual([]);
    owner.close();
  });

  it('is listed in pages, the last one first', async () => {
    const owner = await watchAs(home, home.owner);
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { id: message_id } = await say(owner, `Page ${count}`);
      await owner.do('save_message', { room_id: LOBBY_ID, message_id });
      ids.unshift(message_id);
    }
    const found: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof read>> = await read(after);
      found.push(...page.saved.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(found.toSorted()).toEqual(ids.toSorted());
    async function read(from: string | null) {
      return owner.do('list_saved', { after: from, limit: 2 });
    }
    owner.close();
  });
});
