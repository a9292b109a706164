import { MessagesSquare } from 'lucide-react';
import { unreadReplies } from '../../../src-shared/notify/unread.ts';
import { useDialogActions, useSnapshot } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { RowText, rowClass, CountBadge } from './sidebar-row.tsx';

/** The way to the threads that one follows. Nothing while there are none. */
export function ThreadsRow() {
  const { openDialog } = useDialogActions();
  const followed = useSnapshot(({ rooms }) => Object.values(rooms).reduce((sum, { membership }) => sum + countOf(membership?.threads), 0));
  const unread = useSnapshot(({ rooms }) =>
    Object.values(rooms).reduce((sum, { membership }) => sum + (membership ? unreadReplies(membership) : 0), 0),
  );
  const mentions = useSnapshot(({ rooms }) =>
    Object.values(rooms).reduce(
      (sum, { membership }) => sum + Object.values(membership?.threads ?? {}).reduce((count, follow) => count + follow.mentions, 0),
      0,
    ),
  );
  if (followed === 0) return null;
  return (
    <div className="pt-2">
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => openDialog({ kind: 'threads' })}
        className={rowClass({ isSelected: false, isUnread: unread > 0 })}
      >
        <MessagesSquare size={15} aria-hidden className="shrink-0 text-ink-3" />
        <RowText>{strings.threads.list}</RowText>
        <CountBadge unread={unread} calls={mentions} words={mentions > 0 ? strings.sidebar.mentions : strings.sidebar.unread} />
      </button>
    </div>
  );
}

function countOf(threads: object | undefined): number {
  return threads ? Object.keys(threads).length : 0;
}
