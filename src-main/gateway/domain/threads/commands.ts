// Threads: following them, reading in them, and the list of those that are followed. Replies are sent with `send_message`.
import { withinBytes } from '../../store/read-fitting.ts';
import type { Commands, Context, Core } from '../core.ts';
import { participantsOf } from '../messages/commands.ts';
import { placeAfter, textOfPlace } from '../pagination.ts';
import { visibleRoom } from '../policy.ts';

type ThreadCommand = 'follow_thread' | 'unfollow_thread' | 'mark_thread_read' | 'list_threads';

export function threadCommands(core: Core): Pick<Commands, ThreadCommand> {
  const at = (context: Context, { room_id, thread_id }: { room_id: string; thread_id: string }) => {
    core.requireParticipation(context, room_id);
    return { room_id, thread_id, participant_id: context.actor.participant_id };
  };
  return {
    follow_thread: (context, { muted, ...of }) => core.write('followThread', { ...at(context, of), is_muted: muted }),

    unfollow_thread: (context, of) => core.write('unfollowThread', at(context, of)),

    mark_thread_read: (context, { seq, ...of }) => core.write('markThreadRead', { ...at(context, of), seq }),

    async list_threads({ actor: asker }, { after, limit }) {
      const place = placeAfter(after);
      const { value: found, actor } = await core.upToDate(
        asker,
        (archive) => archive.followedThreads(asker.participant_id, place, limit + 1),
        (event) =>
          event.type === 'thread_follow.changed' ||
          (event.type === 'message.posted' && event.message.thread_id !== undefined) ||
          event.type === 'message.changed',
      );
      const page = withinBytes(found.slice(0, limit));
      const seen = page.filter(({ room_id }) => visibleRoom(core.directory, actor, room_id));
      const last = page.at(-1);
      return {
        threads: seen.map(({ id: thread_id, ...each }) => ({ thread_id, ...each })),
        participants: participantsOf(
          core,
          seen.flatMap(({ message, thread }) => [...(message ? [message.author_id] : []), ...thread.author_ids]),
        ),
        next: last && found.length > page.length ? textOfPlace({ time: last.thread.last_reply_at ?? 0, id: last.id }) : null,
      };
    },
  };
}
