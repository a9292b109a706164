import clsx from 'clsx';
import { useSnapshot } from '../state/store.ts';
import type { MentionMark } from './mention-marks.ts';

/** A name in a text. One's own stands out. */
export function MentionChip({ mark }: { mark: MentionMark }) {
  const isMe = useSnapshot(({ me_id }) => mark.ids.includes(me_id));
  return (
    <span className={clsx('rounded-tag px-1 font-medium', isMe ? 'bg-amber-soft text-amber-ink' : 'bg-accent-soft text-accent')}>
      {mark.words}
    </span>
  );
}
