import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { AGENT_CODE_MARK } from '../../../src-shared/agent-invite-link.ts';
import { TRUST_PATH } from '../../../src-shared/http.ts';
import { readShortCode } from '../../../src-shared/short-code.ts';
import type { JoinPreview } from '../../../src-shared/endpoints/invites.ts';
import type { PageSession } from '../../../src-shared/page-proof.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { explain } from '../../ui/phrases.ts';
import { CenteredPage } from '../../ui/centered-page.tsx';
import { strings } from '../../strings/all-strings.ts';
import type { AskHome } from '../../sync/home-api.ts';
import { TrustPage } from './trust-page.tsx';
import { AgentInvitePage } from './agent-invite-page.tsx';
import { AlreadyIn } from './already-in.tsx';
import { DeviceCodePage } from './device-code-page.tsx';
import { JoinForm } from './join-form.tsx';
import { PasteInvite } from './paste-invite.tsx';
import { whyVoid, type WhyVoid } from './why-void.ts';
import { whoIsHere, type Here } from './who-is-here.ts';

interface JoinPageProps {
  /** Its fragment is the invite's code. */
  page: Window;
  ask: AskHome;
  /** The browser is let in (or was): go to the app. */
  onEnter: (session: PageSession) => void;
}

type Invitation =
  | { state: 'loading' }
  | { state: 'open'; preview: JoinPreview }
  /** Used, expired or withdrawn: trying again does not help. */
  | { state: 'void'; why: WhyVoid }
  | { state: 'failed'; text: string };

export function JoinPage(props: JoinPageProps) {
  const { page } = props;
  return page.location.pathname === TRUST_PATH ? <TrustPage page={page} /> : <InvitePage {...props} />;
}

function InvitePage({ page, ask, onEnter }: JoinPageProps) {
  const code = useFragment(page);
  if (code.startsWith(AGENT_CODE_MARK)) return <AgentInvitePage key={code} code={code.slice(AGENT_CODE_MARK.length)} page={page} />;
  const deviceCode = readShortCode(code);
  if (deviceCode !== null) return <DeviceCodePage key={code} code={deviceCode} page={page} ask={ask} onEnter={onEnter} />;
  // Another link opened in the same tab starts over.
  return (
    <Doorstep key={code} code={code} page={page} ask={ask} onEnter={onEnter} onOpenInvite={(address) => page.location.assign(address)} />
  );
}

interface DoorstepProps extends JoinPageProps {
  code: string;
  onOpenInvite: (address: string) => void;
}

function Doorstep({ code, page, ask, onEnter, onOpenInvite }: DoorstepProps) {
  const [invitation, setInvitation] = useState<Invitation>({ state: 'loading' });
  /** The person who is already signed in in this browser. */
  const [here, setHere] = useState<Here | null>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setInvitation({ state: 'loading' });
    const looking = Promise.all([ask('preview_invite', { code }).then(opened, refused), whoIsHere(page)]);
    void looking.then(([found, person]) => {
      if (!isCurrent) return;
      setHere(person);
      setInvitation(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [page, ask, code, attempt]);

  if (invitation.state === 'loading') return <Loading />;
  if (here && !isLeaving)
    return (
      <AlreadyIn
        me={here.me}
        other={invitation.state === 'open' ? strings.join.useInvite : null}
        onEnter={() => onEnter(here.session)}
        onOther={() => setIsLeaving(true)}
      />
    );
  if (invitation.state === 'void') return <VoidInvite why={invitation.why} onOpenInvite={onOpenInvite} />;
  if (invitation.state === 'failed') return <Failed text={invitation.text} onTryAgain={() => setAttempt(attempt + 1)} />;
  return (
    <JoinForm
      code={code}
      preview={invitation.preview}
      ask={here?.ask ?? ask}
      onEnter={onEnter}
      onVoid={(why) => setInvitation({ state: 'void', why })}
    />
  );
}

function useFragment(page: Window): string {
  const subscribe = useCallback(
    (changed: () => void) => {
      page.addEventListener('hashchange', changed);
      return () => page.removeEventListener('hashchange', changed);
    },
    [page],
  );
  return useSyncExternalStore(subscribe, () => page.location.hash.slice(1));
}

function opened(preview: JoinPreview): Invitation {
  return { state: 'open', preview };
}

function refused(error: unknown): Invitation {
  const why = whyVoid(error);
  return why ? { state: 'void', why } : { state: 'failed', text: explain(error) };
}

function Loading() {
  return (
    <CenteredPage title={strings.join.knocking}>
      <div role="status" className="flex animate-late flex-col gap-3">
        <span className="sr-only">{strings.join.looking}</span>
        <Skeleton className="h-11" />
        <Skeleton className="h-11" />
      </div>
    </CenteredPage>
  );
}

function VoidInvite({ why, onOpenInvite }: { why: WhyVoid; onOpenInvite: (address: string) => void }) {
  return (
    <CenteredPage title={strings.join.voidTitle} lead={strings.join.voidLead[why]}>
      <PasteInvite onOpen={onOpenInvite} />
    </CenteredPage>
  );
}

function Failed({ text, onTryAgain }: { text: string; onTryAgain: () => void }) {
  return (
    <CenteredPage title={strings.join.failedTitle} lead={<span role="alert">{text}</span>}>
      <Button look="primary" size="large" className="w-full" onClick={onTryAgain}>
        {strings.join.tryAgain}
      </Button>
    </CenteredPage>
  );
}
