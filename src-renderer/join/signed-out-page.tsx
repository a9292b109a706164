import { Porch, PorchNote } from '../welcome/porch.tsx';
import { words } from '../words/words.ts';
import { PasteInvite } from './paste-invite.tsx';

/** For a browser that this home does not know: it was never let in, or its access has ended. */
export function SignedOutPage({ onOpenInvite }: { onOpenInvite: (address: string) => void }) {
  return (
    <Porch title={words.join.signedOutTitle} lead={words.join.signedOutLead}>
      <PasteInvite onOpen={onOpenInvite} />
      <PorchNote>{words.join.ownLanai}</PorchNote>
    </Porch>
  );
}
