import { UserPlus } from 'lucide-react';
import { SharingPanel } from '../invites/sharing-panel.tsx';
import { useDialogActions } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { PageHeading } from './page-heading.tsx';

export function SharingPage() {
  const { openDialog } = useDialogActions();
  return (
    <>
      <PageHeading title="Sharing" text="Which devices can reach this Lanai at all. To come in, they need an invite besides." />
      <SharingPanel />
      <Button icon={UserPlus} className="mt-5" onClick={() => openDialog({ kind: 'invites' })}>
        Guests and invites
      </Button>
    </>
  );
}
