import { MessagesSquare } from 'lucide-react';
import { dayAndTime } from '../timeline/time-words.ts';
import { plainWords } from '../timeline/plain-words.ts';
import { previewText } from '../../../src-shared/preview.ts';
import { AvatarStack } from '../people/avatar-stack.tsx';
import { roomTitle } from '../../sync/room-words.ts';
import { useRead } from '../../sync/sealed/use-sealed.ts';
import { useActions, useHasDraft, useMe, useParticipants, useRoom } from '../../sync/store.ts';
import { writingKey } from '../../sync/timeline.ts';
import { countWord } from '../../sync/title.ts';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { PagedList } from '../../ui/paged-list.tsx';
import { strings } from '../../strings/all-strings.ts';
import { ThreadDraft } from '../timeline/thread-line.tsx';
import { useFollowedThreads, type FollowedThread } from './use-followed-threads.ts';

/** The threads that the user follows, the one with the newest reply first. */
export function ThreadsDialog({ onClose }: { onClose: () => void }) {
  const threads = useFollowedThreads();
  const words = strings.threadPanel;
  return (
    <Dialog title={strings.threads.list} subtitle={words.listText} icon={MessagesSquare} width="medium" isTall onClose={onClose}>
      <DialogBody>
        <PagedList
          {...threads}
          icon={MessagesSquare}
          words={{ failed: words.failed, loading: words.loading, none: words.none, noneText: words.noneText, more: words.more }}
          row={(thread) => <ThreadRow key={thread.thread_id} followed={thread} onClose={onClose} />}
        />
      </DialogBody>
    </Dialog>
  );
}

function ThreadRow({ followed, onClose }: { followed: FollowedThread; onClose: () => void }) {
  const { room_id, thread_id, thread, message } = followed;
  const { goTo } = useActions();
  const hasDraft = useHasDraft(writingKey({ room_id, thread_id }));
  const participants = useParticipants();
  const me = useMe();
  const view = useRoom(room_id);
  const read = useRead();
  if (!view) return null;
  // The snapshot is newer than the list.
  const follow = view.membership?.threads[thread_id] ?? followed.follow;
  const author = message && participants[message.author_id];
  const unread = follow.is_muted ? follow.mentions : follow.unread;
  const open = (): void => {
    onClose();
    goTo({ room_id, seq: null, thread_id });
  };
  return (
    <li>
      <button type="button" onClick={open} className="flex w-full flex-col gap-1 rounded-control px-2 py-2 text-start hover:bg-line-2">
        <span className="flex w-full items-center gap-2 text-meta text-ink-2">
          <bdi className="min-w-0 truncate font-semibold">{roomTitle(view.room, participants, me.id)}</bdi>
          {thread.last_reply_at !== null && (
            <span className="ms-auto shrink-0 text-ink-3">{strings.threads.lastReply(dayAndTime(thread.last_reply_at, Date.now()))}</span>
          )}
        </span>
        <span className="line-clamp-2 w-full text-list text-ink wrap-anywhere">
          {author && <bdi className="font-semibold">{author.name} </bdi>}
          {message ? <bdi>{previewText(plainWords(read(message)))}</bdi> : strings.threadPanel.gone}
        </span>
        <span className="flex items-center gap-2 text-meta text-accent">
          <AvatarStack of={thread.author_ids.flatMap((id) => participants[id] ?? [])} max={3} size={20} />
          {strings.threads.replies(thread.replies)}
          {hasDraft && <ThreadDraft />}
          {unread > 0 && (
            <span className={follow.mentions > 0 ? 'font-semibold text-coral-ink' : 'font-semibold text-ink'}>
              {strings.timeline.countNew(countWord(unread))}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
