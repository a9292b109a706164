import { UserPlus } from 'lucide-react';
import { SharingPanel } from '../invites/sharing-panel.tsx';
import { useDialogActions } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { words } from '../words/words.ts';
import { PageHeading } from './page-heading.tsx';

export function SharingPage() {
  const { openDialog } = useDialogActions();
  return (
    <>
      <PageHeading title={words.pages.sharing} text={words.pages.sharingLead} />
      <SharingPanel />
      <Button icon={UserPlus} className="mt-5" onClick={() => openDialog({ kind: 'invites' })}>
        {words.pages.guestsAndInvites}
      </Button>
    </>
  );
}
