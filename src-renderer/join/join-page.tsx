import { useCallback, useEffect, useState } from 'react';
import { AppError } from '../../src-shared/errors.ts';
import type { InvitePreview, Person } from '../../src-shared/objects.ts';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { explain } from '../ui/words.ts';
import { Porch, PorchNote } from '../welcome/porch.tsx';
import type { AskHome } from './home-api.ts';
import { JoinForm } from './join-form.tsx';
import { PasteInvite } from './paste-invite.tsx';

interface JoinPageProps {
  /** From the fragment of the address. */
  code: string;
  ask: AskHome;
  /** Who this browser is signed in as already. */
  me: Person | null;
  /** The browser is let in (or was): go to the app. */
  onEnter: () => void;
  onOpenInvite: (address: string) => void;
}

type Invitation =
  | { state: 'loading' }
  | { state: 'open'; preview: InvitePreview }
  /** Used, expired or withdrawn: trying again does not help. */
  | { state: 'void' }
  | { state: 'failed'; text: string };

export function JoinPage({ code, ask, me, onEnter, onOpenInvite }: JoinPageProps) {
  const [invitation, setInvitation] = useState<Invitation>({ state: 'loading' });
  const [usesInvite, setUsesInvite] = useState(me === null);
  const refused = useCallback((error: unknown) => setInvitation(isVoid(error) ? { state: 'void' } : { state: 'failed', text: explain(error) }), []);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setInvitation({ state: 'loading' });
    ask('POST /api/invites/preview', { code }).then(
      (preview) => isCurrent && setInvitation({ state: 'open', preview }),
      (error: unknown) => isCurrent && refused(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [ask, code, attempt, refused]);

  if (me && !usesInvite) return <AlreadyIn me={me} canUseInvite={invitation.state === 'open'} onEnter={onEnter} onUseInvite={() => setUsesInvite(true)} />;
  if (invitation.state === 'loading') return <Loading />;
  if (invitation.state === 'void') return <VoidInvite onOpenInvite={onOpenInvite} />;
  if (invitation.state === 'failed') return <Failed text={invitation.text} onTryAgain={() => setAttempt(attempt + 1)} />;
  return <JoinForm code={code} preview={invitation.preview} ask={ask} onEnter={onEnter} onVoid={() => setInvitation({ state: 'void' })} />;
}

function isVoid(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'invite_invalid' || error.code === 'invite_not_found' || error.code === 'invalid_payload');
}

function Loading() {
  return (
    <Porch title="Knocking">
      <div role="status" className="flex animate-late flex-col gap-3">
        <span className="sr-only">Looking at your invite</span>
        <Skeleton className="h-11" />
        <Skeleton className="h-11" />
      </div>
    </Porch>
  );
}

function VoidInvite({ onOpenInvite }: { onOpenInvite: (address: string) => void }) {
  return (
    <Porch title="This invite does not work any more" lead="It was used already, it has expired, or it was withdrawn. Ask whoever sent it for a new one, and open that here.">
      <PasteInvite onOpen={onOpenInvite} />
    </Porch>
  );
}

function Failed({ text, onTryAgain }: { text: string; onTryAgain: () => void }) {
  return (
    <Porch title="The door did not open" lead={<span role="alert">{text}</span>}>
      <Button look="primary" size="large" className="w-full" onClick={onTryAgain}>
        Try again
      </Button>
    </Porch>
  );
}

interface AlreadyInProps {
  me: Person;
  canUseInvite: boolean;
  onEnter: () => void;
  onUseInvite: () => void;
}

function AlreadyIn({ me, canUseInvite, onEnter, onUseInvite }: AlreadyInProps) {
  return (
    <Porch title="You are in already" lead={`This browser is signed in here as ${me.name}.`}>
      <div className="flex flex-col gap-2">
        <Button look="primary" size="large" onClick={onEnter}>
          Go in as {me.name}
        </Button>
        {canUseInvite && (
          <Button size="large" onClick={onUseInvite}>
            Use the invite instead
          </Button>
        )}
      </div>
      {canUseInvite && <PorchNote>Using the invite signs {me.name} out of this browser.</PorchNote>}
    </Porch>
  );
}
