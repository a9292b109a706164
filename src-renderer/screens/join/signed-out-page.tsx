import { useEffect, useState } from 'react';
import type { Account } from '../../../src-shared/accounts.ts';
import { endedProof, type PageSession } from '../../../src-shared/page-proof.ts';
import type { EndedSession } from '../../../src-shared/sessions.ts';
import type { AskHome } from '../../sync/home-api.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { CenteredPage, CenteredPageNote } from '../../ui/centered-page.tsx';
import { strings } from '../../strings/all-strings.ts';
import { PasteInvite } from './paste-invite.tsx';

interface SignedOutProps {
  /** `cookie`: this browser has the cookie of another session than this page. */
  why: 'cookie' | null;
  /** The session that this browser had. */
  ended: PageSession | null;
  ask: AskHome;
  onOpenInvite: (address: string) => void;
  onEnter: (session: PageSession) => void;
}

export function SignedOutPage({ why, ended, ask, onOpenInvite, onEnter }: SignedOutProps) {
  const reason = useReason(why === null ? ended : null, ask);
  const known = useNamedAccount(ask);
  if (reason === 'loading') return null;
  const { title, lead } = why === 'cookie' ? { title: strings.join.signedOutTitle, lead: strings.join.otherCookie } : wordsOf(reason);
  return (
    <CenteredPage title={title} lead={lead}>
      {known && <ContinueAs known={known} ask={ask} onEnter={onEnter} />}
      <PasteInvite
        isSecond={known !== null}
        onOpen={onOpenInvite}
        onCode={async (token) => onEnter((await ask('sign_in', { token, is_code: true })).session)}
      />
      <CenteredPageNote>{strings.join.ownLanai}</CenteredPageNote>
    </CenteredPage>
  );
}

interface Known {
  account: Account;
  name: string;
}

/** A friend who joined before, and whose account the entrance names on this device too. */
function useNamedAccount(ask: AskHome): Known | null {
  const [known, setKnown] = useState<Known | null>(null);
  useEffect(() => {
    let isCurrent = true;
    ask('named_account', {}).then(
      ({ account, name }) => isCurrent && account !== null && name !== null && setKnown({ account, name }),
      // Without it the page asks for a link or a code, as always.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [ask]);
  return known;
}

function ContinueAs({ known, ask, onEnter }: Pick<SignedOutProps, 'ask' | 'onEnter'> & { known: Known }) {
  const task = useAsyncAction();
  return (
    <div className="mb-6 flex flex-col gap-2 border-b border-line-2 pb-6">
      <Button
        look="primary"
        size="large"
        isBusy={task.isBusy}
        onClick={() => task.run(async () => onEnter((await ask('sign_in_as_account', {})).session))}
      >
        {strings.join.goInAs(known.name)}
      </Button>
      <FieldError text={task.error} />
      <p className="text-center text-meta text-ink-2">{strings.join.accountSays(known.account)}</p>
    </div>
  );
}

/** `never`: the browser had no session. `unknown`: the server does not know the one it had. */
type Reason = EndedSession | 'never' | 'unknown';

function useReason(ended: PageSession | null, ask: AskHome): Reason | 'loading' {
  const [reason, setReason] = useState<Reason | 'loading'>(ended ? 'loading' : 'never');
  useEffect(() => {
    if (!ended) return;
    let isCurrent = true;
    const tell = (found: Reason): void => {
      if (isCurrent) setReason(found);
    };
    ask('ended_session', { session_id: ended.id, proof: endedProof(ended.secret, ended.id) }).then(tell, () => tell('unknown'));
    return () => {
      isCurrent = false;
    };
  }, [ended, ask]);
  return reason;
}

function wordsOf(reason: Reason): { title: string; lead: string } {
  if (reason === 'never') return { title: strings.join.signedOutTitle, lead: strings.join.signedOutLead };
  if (reason === 'unknown') return { title: strings.join.signedOutTitle, lead: strings.join.signedOut.unknown };
  switch (reason.why) {
    case 'revoked':
      return { title: strings.join.signedOut.revokedTitle(reason.by), lead: strings.join.signedOut.revokedLead };
    case 'new_link':
      return { title: strings.join.signedOut.newLinkTitle(reason.by), lead: strings.join.signedOut.newLinkLead };
    case 'signed_out':
      return {
        title: strings.join.signedOut.deviceTitle(reason.by),
        lead: reason.by === null ? strings.join.signedOut.deviceLead : strings.join.signedOut.deviceByOtherLead,
      };
    case 'too_many':
      return { title: strings.join.signedOut.deviceTitle(null), lead: strings.join.signedOut.tooManyLead };
    case 'expired':
      return { title: strings.join.signedOut.expiredTitle, lead: strings.join.signedOut.expiredLead };
  }
}
