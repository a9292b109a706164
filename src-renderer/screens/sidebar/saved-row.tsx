import { Bookmark } from 'lucide-react';
import { callsFor } from '../../../src-shared/saved.ts';
import { useSnapshot } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { DialogRow } from './dialog-row.tsx';

/** The way to the saved messages, and how many reminders are due. Nothing while there are none. */
export function SavedRow() {
  const isEmpty = useSnapshot(({ saved }) => Object.keys(saved).length === 0);
  const due = useSnapshot(({ saved }) => Object.values(saved).filter(callsFor).length);
  if (isEmpty) return null;
  return (
    <DialogRow icon={Bookmark} label={strings.saved.list} dialog={{ kind: 'saved' }} unread={due} calls={due} words={strings.saved.due} />
  );
}
