import { Clock } from 'lucide-react';
import { useSnapshot } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { DialogRow } from './dialog-row.tsx';

/** The way to the messages that are sent later. Nothing while there are none. */
export function ScheduledRow() {
  const isEmpty = useSnapshot(({ scheduled }) => Object.keys(scheduled).length === 0);
  const failed = useSnapshot(({ scheduled }) => Object.values(scheduled).filter(({ failure }) => failure !== null).length);
  if (isEmpty) return null;
  const { list, notSent } = strings.scheduled;
  return <DialogRow icon={Clock} label={list} dialog={{ kind: 'scheduled' }} unread={failed} calls={failed} words={notSent} />;
}
