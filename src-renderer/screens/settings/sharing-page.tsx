import { UserPlus } from 'lucide-react';
import { EntranceList } from '../../features/invites/entrances/entrance-list.tsx';
import { CertificatePanel } from '../../features/invites/network/certificate-panel.tsx';
import { SharingPanel } from '../../features/invites/sharing-panel.tsx';
import { useDialogActions } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { PageHeading } from './page-heading.tsx';
import { RunningSection } from './running-section.tsx';
import { Section } from './section.tsx';

export function SharingPage() {
  const { openDialog } = useDialogActions();
  return (
    <>
      <PageHeading title={strings.pages.sharing} text={strings.pages.sharingLead} />
      <SharingPanel opensHelp />
      <Button icon={UserPlus} className="mt-5" onClick={() => openDialog({ kind: 'invites' })}>
        {strings.pages.guestsAndInvites}
      </Button>
      <Section title={strings.certificate.title} text={strings.certificate.lead}>
        <CertificatePanel />
      </Section>
      <Section title={strings.entrances.title} text={strings.entrances.lead}>
        <EntranceList />
      </Section>
      <RunningSection />
    </>
  );
}
