import { ChevronRight, Pencil } from 'lucide-react';
import clsx from 'clsx';
import type { Message } from '../../../src-shared/objects.ts';
import { strings } from '../../strings/strings.ts';
import { countWord } from '../../sync/title.ts';
import { shownThread } from '../../sync/home-state.ts';
import { useActions, useHasDraft, useHomeState, useParticipants, usePosition } from '../../sync/store.ts';
import { writingKey } from '../../sync/timeline.ts';
import { TOUCH_BOX } from '../../ui/touch.ts';
import { AvatarStack } from '../people/avatar-stack.tsx';
import { dayAndTime } from './time-words.ts';

/** Under a message of the room: how many replies its thread has, and that one was begun. It opens the thread. */
export function ThreadLine({ message: { room_id, id, thread } }: { message: Message }) {
  const { showThread } = useActions();
  const participants = useParticipants();
  const at = { room_id, thread_id: id };
  const position = usePosition(at);
  const isShown = useHomeState((state) => shownThread(state) === id);
  const hasDraft = useHasDraft(writingKey(at)) && !isShown;
  const { replies = 0, author_ids = [], last_reply_at = null } = thread ?? {};
  const authors = author_ids.flatMap((each) => participants[each] ?? []);
  const unread = position?.unread ?? 0;
  if (replies === 0 && !hasDraft) return null;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => showThread({ ...at, seq: null })}
      className={`group/thread mt-1 flex max-w-full items-center gap-2 rounded-control text-meta text-accent hover:underline ${TOUCH_BOX}`}
    >
      <AvatarStack of={authors} max={3} size={20} />
      {replies > 0 && <span className="shrink-0 font-semibold">{strings.threads.replies(replies)}</span>}
      {hasDraft && <ThreadDraft />}
      {unread > 0 && (
        <span className={clsx('shrink-0 font-semibold', (position?.mentions ?? 0) > 0 ? 'text-coral-ink' : 'text-ink')}>
          {strings.timeline.countNew(countWord(unread))}
        </span>
      )}
      {last_reply_at !== null && (
        <span className="truncate text-ink-3">{strings.threads.lastReply(dayAndTime(last_reply_at, Date.now()))}</span>
      )}
      <ChevronRight size={14} aria-hidden className="shrink-0 opacity-0 group-hover/thread:opacity-100" />
    </button>
  );
}

/** A reply was begun, and not sent. */
export function ThreadDraft() {
  return (
    <span className="flex shrink-0 items-center gap-1 text-ink-2">
      <Pencil size={12} aria-hidden />
      {strings.threads.draft}
    </span>
  );
}
