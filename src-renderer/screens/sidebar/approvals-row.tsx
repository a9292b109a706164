import { ShieldAlert } from 'lucide-react';
import { strings } from '../../strings/all-strings.ts';
import { DialogRow } from './dialog-row.tsx';

export function ApprovalsRow({ count }: { count: number }) {
  const { list, waiting } = strings.approvals;
  return <DialogRow icon={ShieldAlert} label={list} dialog={{ kind: 'approvals' }} unread={count} calls={count} words={waiting} />;
}
