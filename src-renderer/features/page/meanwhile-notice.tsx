import type { ReactNode } from 'react';
import { useParticipant } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { dayAndTime } from '../timeline/time-words.ts';
import type { ReadPage } from './use-room-page.ts';

interface MeanwhileNoticeProps {
  page: ReadPage;
  isBusy: boolean;
  onMine: () => void;
  onTheirs: () => void;
  onEditOn: () => void;
  /** Shows the difference. */
  children: ReactNode;
}

/** Another participant saved the page while the user wrote. */
export function MeanwhileNotice({ page, isBusy, onMine, onTheirs, onEditOn, children }: MeanwhileNoticeProps) {
  const name = useParticipant(page.author_id ?? null)?.name ?? strings.ui.formerMember;
  const words = strings.page;
  return (
    <div className="flex flex-col gap-2 rounded-control border border-line bg-amber-soft p-3">
      <p role="alert" className="text-list text-ink">
        {words.meanwhile(name, dayAndTime(page.created_at, Date.now()))}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onEditOn}>{words.editOn}</Button>
        <Button isBusy={isBusy} onClick={onMine}>
          {words.useMine}
        </Button>
        <Button onClick={onTheirs}>{words.useTheirs}</Button>
        {children}
      </div>
    </div>
  );
}
