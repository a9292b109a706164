import clsx from 'clsx';
import { isGroupId } from '../../../src-shared/group-mentions.ts';
import { useSnapshot } from '../../sync/store.ts';

/** A mention in a text. The user's own name, and a call to several, are emphasised. */
export function MentionChip({ words, ids }: { words: string; ids: readonly string[] }) {
  const isMe = useSnapshot(({ me_id }) => ids.includes(me_id) || ids.some(isGroupId));
  return (
    <span className={clsx('rounded-tag px-1 font-medium', isMe ? 'bg-amber-soft text-amber-ink' : 'bg-accent-soft text-accent')}>
      {words}
    </span>
  );
}
