import { useCommand, useSnapshot } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { explain } from '../../ui/phrases.ts';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/strings.ts';

/** Says that read rooms are hidden, and shows them again. */
export function UnreadOnlyBar({ isEmpty }: { isEmpty: boolean }) {
  const isOn = useSnapshot(({ sidebar }) => sidebar.unread_only);
  const command = useCommand();
  const toast = useToast();
  if (!isOn) return null;
  const showAll = (): void => {
    command('set_sidebar', { unread_only: false }).catch((error: unknown) => toast({ text: explain(error) }));
  };
  return (
    <div className="mt-3 flex h-8 items-center justify-between gap-2 ps-2 text-meta font-semibold text-ink-2 tap:h-11">
      <span className="truncate">{isEmpty ? strings.sidebar.nothingUnread : strings.sidebar.unreadOnly}</span>
      <Button size="small" look="quiet" onClick={showAll}>
        {strings.sidebar.showAll}
      </Button>
    </div>
  );
}
