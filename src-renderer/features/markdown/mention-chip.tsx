import clsx from 'clsx';
import { useSnapshot } from '../../sync/store.ts';

/** A mention in a text. The user's own name is emphasised. */
export function MentionChip({ words, ids }: { words: string; ids: readonly string[] }) {
  const isMe = useSnapshot(({ me_id }) => ids.includes(me_id));
  return (
    <span className={clsx('rounded-tag px-1 font-medium', isMe ? 'bg-amber-soft text-amber-ink' : 'bg-accent-soft text-accent')}>
      {words}
    </span>
  );
}
