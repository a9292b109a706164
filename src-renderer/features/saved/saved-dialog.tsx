import { Bookmark } from 'lucide-react';
import { useEffect } from 'react';
import { callsFor } from '../../../src-shared/saved.ts';
import { drop } from '../../lib/drop.ts';
import { useCommand, useSnapshot } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { PagedList } from '../../ui/paged-list.tsx';
import { strings } from '../../strings/all-strings.ts';
import { SavedEntry } from './saved-entry.tsx';
import { useChangeSaved } from './use-change-saved.ts';
import { useSavedMessages } from './use-saved-messages.ts';

/** The messages that the user saved for later and the reminders: what was saved or became due last is first. */
export function SavedDialog({ onClose }: { onClose: () => void }) {
  useSeeReminders();
  const saved = useSavedMessages();
  const { note, ...change } = useChangeSaved();
  const words = strings.savedPanel;
  return (
    <Dialog title={strings.saved.list} subtitle={words.text} icon={Bookmark} width="medium" isTall onClose={onClose}>
      <DialogBody>
        <PagedList
          {...saved}
          icon={Bookmark}
          words={{ failed: words.failed, loading: words.loading, none: words.none, noneText: words.noneText, more: words.more }}
          note={
            <p role="status" className={note ? 'flex items-center gap-2 pb-3 text-list text-ink-2' : 'hidden'}>
              {note?.text}
              {note?.undo && (
                <Button look="quiet" size="small" onClick={note.undo}>
                  {words.undo}
                </Button>
              )}
            </p>
          }
          row={(item) => <SavedEntry key={item.id} item={item} change={change} onClose={onClose} />}
        />
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
