import { MessagesSquare } from 'lucide-react';
import { unreadReplies } from '../../../src-shared/notify/unread.ts';
import { useSnapshot } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { DialogRow } from './dialog-row.tsx';

/** The way to the threads that one follows. Nothing while there are none. */
export function ThreadsRow() {
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
    <DialogRow
      icon={MessagesSquare}
      label={strings.threads.list}
      dialog={{ kind: 'threads' }}
      unread={unread}
      calls={mentions}
      words={mentions > 0 ? strings.sidebar.mentions : strings.sidebar.unread}
    />
  );
}

function countOf(threads: object | undefined): number {
  return threads ? Object.keys(threads).length : 0;
}
