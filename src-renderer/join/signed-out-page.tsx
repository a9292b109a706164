import { Porch, PorchNote } from '../welcome/porch.tsx';
import { PasteInvite } from './paste-invite.tsx';

/** For a browser that this home does not know: it was never let in, or its access has ended. */
export function SignedOutPage({ onOpenInvite }: { onOpenInvite: (address: string) => void }) {
  return (
    <Porch title="You are not signed in here" lead="Ask the owner for an invite. Its link opens this place for you.">
      <PasteInvite onOpen={onOpenInvite} />
      <PorchNote>Is this your own Lanai? Open the Lanai app on the computer it runs on.</PorchNote>
    </Porch>
  );
}
