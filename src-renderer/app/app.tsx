// The app's table of contents: who one is decides what one sees.
import { useEffect, useState } from 'react';
import type { LanaiBridge } from '../../src-shared/bridge.ts';
import { assertNever } from '../../src-shared/errors.ts';
import type { PageSession } from '../../src-shared/page-proof.ts';
import { HomeWindow } from './home-window.tsx';
import { isOwner } from '../../src-shared/permissions.ts';
import { createAskHome } from '../sync/home-api.ts';
import { startApp, type RunningApp } from './start.ts';
import { AppContext, useConnection, useHomeState, useSnapshot } from '../sync/store.ts';
import { useSession, type SessionHandle } from './use-session.ts';
import { OutdatedPage, StartingPage, UnreachablePage } from './starting-page.tsx';
import { BackContext } from '../ui/back.ts';
import { LazyBoundary, lazyPart } from '../ui/lazy.tsx';
import { ToastProvider } from '../ui/toast.tsx';

// Seen once by most people, and never again.
const JoinPage = lazyPart(async () => (await import('../screens/join/join-page.tsx')).JoinPage);
const SignedOutPage = lazyPart(async () => (await import('../screens/join/signed-out-page.tsx')).SignedOutPage);
const WelcomePage = lazyPart(async () => (await import('../screens/welcome/welcome-page.tsx')).WelcomePage);

interface LanaiAppProps {
  page: Window;
  bridge: LanaiBridge | undefined;
}

export function LanaiApp(props: LanaiAppProps) {
  return (
    <LazyBoundary
      parts={[JoinPage, SignedOutPage, WelcomePage]}
      meanwhile={<StartingPage />}
      fallback={(retry) => <UnreachablePage onRetry={retry} />}
    >
      <Page {...props} />
    </LazyBoundary>
  );
}

function Page({ page, bridge }: LanaiAppProps) {
  const [ask] = useState(() => createAskHome(page.fetch.bind(page)));
  const { session, enter, onSignedOut } = useSession(page, bridge, ask);
  switch (session.state) {
    case 'starting':
      return <StartingPage />;
    case 'unreachable':
      return <UnreachablePage />;
    case 'joining':
      return <JoinPage page={page} ask={ask} onEnter={enter} />;
    case 'signed-out':
      return (
        <SignedOutPage
          why={session.why}
          ended={session.ended}
          ask={ask}
          onOpenInvite={(address) => page.location.assign(address)}
          onEnter={enter}
        />
      );
    case 'in':
      return <SignedIn key={session.page.id} page={page} bridge={bridge} session={session.page} onSignedOut={onSignedOut} />;
    default:
      return assertNever(session);
  }
}

interface SignedInProps extends LanaiAppProps {
  session: PageSession;
  onSignedOut: SessionHandle['onSignedOut'];
}

function SignedIn({ page, bridge, session, onSignedOut }: SignedInProps) {
  const [app, setApp] = useState<RunningApp | null>(null);
  useEffect(() => {
    const running = startApp(page, bridge, session);
    setApp(running);
    return running.close;
  }, [page, bridge, session]);
  if (!app) return <StartingPage />;
  return (
    <AppContext value={app}>
      <BackContext value={app.back}>
        <ToastProvider>
          <InHome onSignedOut={onSignedOut} />
        </ToastProvider>
      </BackContext>
    </AppContext>
  );
}

function InHome({ onSignedOut }: Pick<SignedInProps, 'onSignedOut'>) {
  const hasAnswered = useHomeState(({ snapshot }) => snapshot !== null);
  const connection = useConnection();
  const [isAway, setIsAway] = useState(false);
  if (connection.state === 'waiting' && !isAway) setIsAway(true);
  const why = connection.state === 'signed-out' ? connection.why : null;
  useEffect(() => {
    if (why) onSignedOut(why);
  }, [why, onSignedOut]);
  if (hasAnswered) return <Welcomed />;
  if (connection.state === 'outdated') return <OutdatedPage />;
  return isAway ? <UnreachablePage /> : <StartingPage />;
}

/** The owner's first run is a short welcome page. All others join a home that has a name. */
function Welcomed() {
  const isNew = useSnapshot(({ home, participants, me_id }) => {
    const me = participants[me_id];
    return home.set_up_at === null && me?.kind === 'person' && isOwner(me);
  });
  return isNew ? <WelcomePage /> : <HomeWindow />;
}
