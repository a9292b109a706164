import { FileText, History, Pencil } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useParticipant } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { shortcutWord } from '../../ui/shortcut.ts';
import { strings } from '../../strings/all-strings.ts';
import { dayAndTime, fullTime } from '../timeline/time-words.ts';
import { PageText } from './page-text.tsx';
import type { ReadPage } from './use-room-page.ts';

interface PageReaderProps {
  page: ReadPage | null;
  canWrite: boolean;
  /** The user comes back to it: the focus goes there. */
  takesFocus: boolean;
  onEdit: () => void;
  onVersions: () => void;
}

export function PageReader({ page, canWrite, takesFocus, onEdit, onVersions }: PageReaderProps) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) first.current?.focus();
  }, [takesFocus]);
  const words = strings.page;
  if (!page)
    return (
      <EmptyState icon={FileText} title={words.none} text={canWrite ? words.noneText : words.noneToRead}>
        {canWrite && (
          <Button ref={first} look="primary" icon={Pencil} onClick={onEdit}>
            {words.write}
          </Button>
        )}
      </EmptyState>
    );
  return (
    <>
      <div className="flex items-center gap-1 pt-2 pb-1">
        <SavedLine page={page} />
        {canWrite && (
          <Button
            ref={first}
            size="small"
            icon={Pencil}
            aria-keyshortcuts="E"
            title={`${words.edit}  ${shortcutWord('editPage')}`}
            onClick={onEdit}
          >
            {words.edit}
          </Button>
        )}
        <IconButton icon={History} label={words.versions} size="small" onClick={onVersions} />
      </div>
      <PageText page={page} />
    </>
  );
}

/** Read out when another participant saves the page. */
function SavedLine({ page: { author_id, created_at } }: { page: ReadPage }) {
  const name = useParticipant(author_id ?? null)?.name ?? strings.ui.formerMember;
  return (
    <p role="status" title={fullTime(created_at)} className="min-w-0 flex-1 truncate text-meta text-ink-2">
      {strings.page.savedBy(name, dayAndTime(created_at, Date.now()))}
    </p>
  );
}
