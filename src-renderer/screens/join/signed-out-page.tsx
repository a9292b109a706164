import { CenteredPage, CenteredPageNote } from '../../ui/centered-page.tsx';
import { strings } from '../../strings/all-strings.ts';
import { PasteInvite } from './paste-invite.tsx';

interface SignedOutProps {
  /** `cookie`: this browser has the cookie of another session than this page. */
  why: 'cookie' | null;
  onOpenInvite: (address: string) => void;
}

export function SignedOutPage({ why, onOpenInvite }: SignedOutProps) {
  return (
    <CenteredPage title={strings.join.signedOutTitle} lead={why === 'cookie' ? strings.join.otherCookie : strings.join.signedOutLead}>
      <PasteInvite onOpen={onOpenInvite} />
      <CenteredPageNote>{strings.join.ownLanai}</CenteredPageNote>
    </CenteredPage>
  );
}
