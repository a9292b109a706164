import { Bookmark } from 'lucide-react';
import { useEffect } from 'react';
import { callsFor } from '../../../src-shared/saved.ts';
import { drop } from '../../lib/drop.ts';
import { useCommand, useSnapshot } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { strings } from '../../strings/all-strings.ts';
import { SavedEntry } from './saved-entry.tsx';
import { useChangeSaved } from './use-change-saved.ts';
import { useSavedMessages } from './use-saved-messages.ts';

/** The messages that the user saved for later and the reminders: what was saved or became due last is first. */
export function SavedDialog({ onClose }: { onClose: () => void }) {
  useSeeReminders();
  const { items, error, hasMore, loadMore } = useSavedMessages();
  const { note, ...change } = useChangeSaved();
  const words = strings.savedPanel;
  return (
    <Dialog title={strings.saved.list} subtitle={words.text} icon={Bookmark} width="medium" isTall onClose={onClose}>
      <DialogBody>
        {error !== null && (
          <p role="alert" className="pb-3 text-list text-coral-ink">
            {words.failed(error)}
          </p>
        )}
        <p role="status" className={note ? 'flex items-center gap-2 pb-3 text-list text-ink-2' : 'hidden'}>
          {note?.text}
          {note?.undo && (
            <Button look="quiet" size="small" onClick={note.undo}>
              {words.undo}
            </Button>
          )}
        </p>
        {items === null && error === null && <SkeletonRows rows={4} label={words.loading} />}
        {items?.length === 0 && !hasMore && <EmptyState icon={Bookmark} title={words.none} text={words.noneText} />}
        <ul className="-mx-2 flex flex-col gap-0.5">
          {items?.map((item) => (
            <SavedEntry key={item.id} item={item} change={change} onClose={onClose} />
          ))}
        </ul>
        {(hasMore || error !== null) && (
          <Button onClick={loadMore} className="mt-3">
            {error === null ? words.more : strings.timeline.tryAgain}
          </Button>
        )}
      </DialogBody>
    </Dialog>
  );
}

/** Reminders that are due are on the screen, also those that become due meanwhile. */
function useSeeReminders(): void {
  const command = useCommand();
  const isCalled = useSnapshot(({ saved }) => Object.values(saved).some(callsFor));
  useEffect(() => {
    if (isCalled) drop(command('see_reminders', {}), 'the next opening of the list marks them');
  }, [isCalled, command]);
}
