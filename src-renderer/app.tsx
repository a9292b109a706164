// The app's table of contents: who one is decides what one sees.
import { useEffect, useState } from 'react';
import type { LanaiBridge } from '../src-shared/bridge.ts';
import { assertNever } from '../src-shared/errors.ts';
import { HomeWindow } from './home-window.tsx';
import { createAskHome } from './join/home-api.ts';
import { startApp, type RunningApp } from './state/app.ts';
import { AppContext, useConnection, useHomeState, useSnapshot } from './state/store.ts';
import { useSession } from './state/use-session.ts';
import { StartingPage, UnreachablePage } from './starting-page.tsx';
import { Arriving, later } from './ui/later.tsx';
import { ToastProvider } from './ui/toast.tsx';

// Seen once by most people, and never again.
const JoinPage = later(async () => (await import('./join/join-page.tsx')).JoinPage);
const SignedOutPage = later(async () => (await import('./join/signed-out-page.tsx')).SignedOutPage);
const WelcomePage = later(async () => (await import('./welcome/welcome-page.tsx')).WelcomePage);

interface LanaiAppProps {
  page: Window;
  bridge: LanaiBridge | undefined;
}

export function LanaiApp(props: LanaiAppProps) {
  return (
    <Arriving
      parts={[JoinPage, SignedOutPage, WelcomePage]}
      meanwhile={<StartingPage />}
      fallback={(retry) => <UnreachablePage onRetry={retry} />}
    >
      <Page {...props} />
    </Arriving>
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
      return <SignedOutPage onOpenInvite={(address) => page.location.assign(address)} />;
    case 'in':
      return <SignedIn page={page} bridge={bridge} onSignedOut={onSignedOut} />;
    default:
      return assertNever(session);
  }
}

function SignedIn({ page, bridge, onSignedOut }: LanaiAppProps & { onSignedOut: () => void }) {
  const [app, setApp] = useState<RunningApp | null>(null);
  useEffect(() => {
    const running = startApp(page, bridge);
    setApp(running);
    return running.close;
  }, [page, bridge]);
  if (!app) return <StartingPage />;
  return (
    <AppContext value={app}>
      <ToastProvider>
        <InHome onSignedOut={onSignedOut} />
      </ToastProvider>
    </AppContext>
  );
}

function InHome({ onSignedOut }: { onSignedOut: () => void }) {
  const hasAnswered = useHomeState(({ snapshot }) => snapshot !== null);
  const isSignedOut = useConnection().state === 'signed-out';
  useEffect(() => {
    if (isSignedOut) onSignedOut();
  }, [isSignedOut, onSignedOut]);
  return hasAnswered ? <Welcomed /> : <StartingPage />;
}

/** The owner's first run is a short welcome; everybody else comes to a home that has a name. */
function Welcomed() {
  const isNew = useSnapshot(({ home, participants, me_id }) => {
    const me = participants[me_id];
    return home.set_up_at === null && me?.kind === 'person' && me.role === 'owner';
  });
  return isNew ? <WelcomePage /> : <HomeWindow />;
}
