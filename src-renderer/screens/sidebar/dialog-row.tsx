import type { LucideIcon } from 'lucide-react';
import type { OpenDialog } from '../../sync/device/dialogs.ts';
import { useDialogActions } from '../../sync/store.ts';
import { RowText, rowClass, CountBadge } from './sidebar-row.tsx';

interface DialogRowProps {
  icon: LucideIcon;
  label: string;
  dialog: OpenDialog;
  unread: number;
  calls: number;
  /** Behind the number, for screen readers. */
  words: string;
}

/** The way to a list of one's own, above the rooms. */
export function DialogRow({ icon: Icon, label, dialog, ...count }: DialogRowProps) {
  const { openDialog } = useDialogActions();
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => openDialog(dialog)}
      className={rowClass({ isSelected: false, isUnread: count.unread > 0 })}
    >
      <Icon size={15} aria-hidden className="shrink-0 text-ink-3" />
      <RowText>{label}</RowText>
      <CountBadge {...count} />
    </button>
  );
}
