import { Porch, PorchNote } from '../welcome/porch.tsx';
import { words } from '../words/words.ts';
import { PasteInvite } from './paste-invite.tsx';

interface SignedOutProps {
  /** `cookie`: this browser has the cookie of another session than this page. */
  why: 'cookie' | null;
  onOpenInvite: (address: string) => void;
}

export function SignedOutPage({ why, onOpenInvite }: SignedOutProps) {
  return (
    <Porch title={words.join.signedOutTitle} lead={why === 'cookie' ? words.join.otherCookie : words.join.signedOutLead}>
      <PasteInvite onOpen={onOpenInvite} />
      <PorchNote>{words.join.ownLanai}</PorchNote>
    </Porch>
  );
}
