// Threads, for the tests that go over every command.
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  member: Watcher;
  guest: Watcher;
}

const send = (who: Watcher, content: string, more: object = {}): Promise<Message> =>
  who.do('send_message', { room_id: LOBBY_ID, content, ...more });

/** A message of the guest, with replies by the owner, one of which the room shows too. */
async function thread({ owner, guest, member }: Cast): Promise<{ room_id: string; thread_id: string }> {
  const { id: thread_id } = await send(guest, 'A question');
  await send(owner, 'An answer', { thread_id });
  await send(owner, 'For all', { thread_id, also_in_room: true, mentions: [member.id] });
  return { room_id: LOBBY_ID, thread_id };
}

export const threadScenes = {
  async follow_thread(cast: Cast) {
    const at = await thread(cast);
    for (const muted of [true, false]) for (const each of [cast.member, cast.guest]) await each.do('follow_thread', { ...at, muted });
    await send(cast.owner, 'More', { thread_id: at.thread_id });
    const { id: thread_id } = await send(cast.owner, 'Without replies');
    await cast.member.do('follow_thread', { ...at, thread_id });
  },
  async unfollow_thread(cast: Cast) {
    const at = await thread(cast);
    for (const each of [cast.member, cast.guest]) await each.do('unfollow_thread', at);
    await send(cast.owner, 'More', { thread_id: at.thread_id });
    await send(cast.guest, 'Me again', { thread_id: at.thread_id });
    await cast.owner.do('remove_member', { room_id: at.room_id, participant_id: cast.member.id });
    await cast.member.do('join_room', { room_id: at.room_id });
  },
  async mark_thread_read(cast: Cast) {
    const at = await thread(cast);
    const { seq } = await send(cast.member, '@Gus look', { thread_id: at.thread_id });
    const { id: message_id } = await send(cast.owner, '@Gus and @Mia', { thread_id: at.thread_id });
    await cast.guest.do('mark_thread_read', { ...at, seq });
    await cast.owner.do('edit_message', { room_id: at.room_id, message_id, content: 'No mention' });
    await cast.member.do('mark_thread_read', { ...at, seq: seq + 100 });
    await cast.owner.do('delete_message', { room_id: at.room_id, message_id: at.thread_id }).catch(() => undefined);
  },
  async list_threads(cast: Cast) {
    await thread(cast);
    await cast.guest.do('list_threads', {});
  },
};
