import { useEffect, useRef, useState } from 'react';
import type { RoomKeys } from '../../sync/sealed/room-keys.ts';
import { useApp } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { activityWords, returnedWords } from './lines.tsx';
import { plainWords } from './plain-words.ts';
import type { Row } from './rows.ts';

const SPOKEN_CHARS_MAX = 300;

/** Says new messages of others to a screen reader. The list itself cannot: its rows come and go with scrolling. */
export function Announcer({ rows }: { rows: readonly Row[] }) {
  const { store, keys } = useApp();
  // A message that is being written is said when it is complete.
  const last = rows.findLast(({ entry }) => entry.kind !== 'stream');
  const known = useRef(last?.key);
  const [news, setNews] = useState('');
  useEffect(() => {
    if (!last || last.key === known.current) return;
    known.current = last.key;
    const { snapshot } = store.getState();
    if (
      last.authorId === snapshot?.me_id ||
      last.entry.kind === 'thoughts' ||
      last.entry.kind === 'pending' ||
      last.entry.kind === 'stream'
    )
      return;
    const name = snapshot?.participants[last.authorId]?.name ?? strings.ui.formerMember;
    if (last.entry.kind === 'activities') return setNews(activityWords(last.entry.activities, snapshot?.participants ?? {}));
    setNews(spoken(name, last.entry, keys).slice(0, SPOKEN_CHARS_MAX));
  }, [last, store, keys]);
  return (
    <div aria-live="polite" className="sr-only">
      {news}
    </div>
  );
}

function spoken(
  name: string,
  entry: Exclude<Row['entry'], { kind: 'thoughts' | 'pending' | 'stream' | 'activities' }>,
  keys: RoomKeys,
): string {
  const { renamed, said, saidApproval, saidTask, saidVote } = strings.timeline;
  if (entry.kind === 'vote') return saidVote(name, entry.vote.title);
  if (entry.kind === 'task') return saidTask(name, entry.task.title);
  if (entry.kind === 'renamed') return renamed(entry.renaming.from, entry.renaming.to);
  if (entry.kind === 'returned') return returnedWords(entry.returning);
  if (entry.message.kind === 'vote') return saidVote(name, entry.message.content);
  if (entry.message.kind === 'approval') return saidApproval(name, entry.message.content);
  return said(name, plainWords(keys.read(entry.message)));
}
