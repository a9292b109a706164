import { ChevronRight } from 'lucide-react';
import clsx from 'clsx';
import type { Message } from '../../../src-shared/objects.ts';
import type { Thread } from '../../../src-shared/threads.ts';
import { strings } from '../../strings/strings.ts';
import { countWord } from '../../sync/title.ts';
import { useActions, useParticipants, usePosition } from '../../sync/store.ts';
import { TOUCH_BOX } from '../../ui/touch.ts';
import { AvatarStack } from '../people/avatar-stack.tsx';
import { dayAndTime } from './time-words.ts';

/** Under a message of the room: how many replies its thread has. It opens the thread. */
export function ThreadLine({ message: { room_id, id }, thread }: { message: Message; thread: Thread }) {
  const { showThread } = useActions();
  const participants = useParticipants();
  const position = usePosition({ room_id, thread_id: id });
  const authors = thread.author_ids.flatMap((each) => participants[each] ?? []);
  const unread = position?.unread ?? 0;
  if (thread.replies === 0) return null;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => showThread({ room_id, thread_id: id, seq: null })}
      className={`group/thread mt-1 flex max-w-full items-center gap-2 rounded-control text-meta text-accent hover:underline ${TOUCH_BOX}`}
    >
      <AvatarStack of={authors} max={3} size={20} />
      <span className="shrink-0 font-semibold">{strings.threads.replies(thread.replies)}</span>
      {unread > 0 && (
        <span className={clsx('shrink-0 font-semibold', (position?.mentions ?? 0) > 0 ? 'text-coral-ink' : 'text-ink')}>
          {strings.timeline.countNew(countWord(unread))}
        </span>
      )}
      {thread.last_reply_at !== null && (
        <span className="truncate text-ink-3">{strings.threads.lastReply(dayAndTime(thread.last_reply_at, Date.now()))}</span>
      )}
      <ChevronRight size={14} aria-hidden className="shrink-0 opacity-0 group-hover/thread:opacity-100" />
    </button>
  );
}
