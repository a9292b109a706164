import { Bookmark } from 'lucide-react';
import { useSnapshot } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { DialogRow } from './dialog-row.tsx';

/** The way to the saved messages. Nothing while there are none. */
export function SavedRow() {
  const isEmpty = useSnapshot(({ saved }) => Object.keys(saved).length === 0);
  if (isEmpty) return null;
  return <DialogRow icon={Bookmark} label={strings.saved.list} dialog={{ kind: 'saved' }} unread={0} calls={0} words="" />;
}
