import { CircleCheck, Download, RefreshCw, TriangleAlert } from 'lucide-react';
import clsx from 'clsx';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { Trust } from '../../../src-shared/endpoints/trust.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { isSameFingerprint, writtenFingerprint } from '../../lib/fingerprint.ts';
import { requestOverHttp } from '../../sync/http-request.ts';
import { Button } from '../../ui/button.tsx';
import { CenteredPage } from '../../ui/centered-page.tsx';
import { Field, Select } from '../../ui/field.tsx';
import { explain } from '../../ui/phrases.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { strings } from '../../strings/all-strings.ts';
import type { TrustSystem } from '../../strings/english/trust.tsx';
import { checkTrust, type TrustOutcome } from './check-trust.ts';
import { trustSystemOf } from './trust-system.ts';

const SYSTEMS: readonly TrustSystem[] = ['ios', 'android', 'windows', 'macos', 'linux', 'firefox'];
const AUTHORITY_FILE = '/trust/lanai.crt';

type Found = { state: 'loading' } | { state: 'found'; trust: Trust } | { state: 'nothing' } | { state: 'failed'; text: string };

/** For installing the server's own certificate authority on a device. Needs no sign-in. */
export function TrustPage({ page }: { page: Window }) {
  const [found, setFound] = useState<Found>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const said = strings.trust;
  useEffect(() => {
    let isCurrent = true;
    setFound({ state: 'loading' });
    void look(page).then((next) => isCurrent && setFound(next));
    return () => {
      isCurrent = false;
    };
  }, [page, attempt]);
  switch (found.state) {
    case 'loading':
      return (
        <CenteredPage title={said.title}>
          <span role="status" className="sr-only">
            {said.loading}
          </span>
        </CenteredPage>
      );
    case 'nothing':
      return (
        <CenteredPage title={said.nothing} lead={said.nothingText}>
          <Button look="primary" size="large" className="w-full" onClick={() => page.location.assign('/')}>
            {strings.trust.goOn}
          </Button>
        </CenteredPage>
      );
    case 'failed':
      return (
        <CenteredPage title={said.title} lead={<span role="alert">{found.text}</span>}>
          <Button look="primary" size="large" className="w-full" onClick={() => setAttempt(attempt + 1)}>
            {strings.ui.tryAgain}
          </Button>
        </CenteredPage>
      );
    case 'found':
      return <Steps page={page} trust={found.trust} />;
  }
}

async function look(page: Window): Promise<Found> {
  try {
    const reply = await requestOverHttp(page.fetch.bind(page), { method: 'GET', path: '/api/trust' });
    return { state: 'found', trust: Trust.parse(reply) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return { state: 'nothing' };
    return { state: 'failed', text: explain(error) };
  }
}

function Steps({ page, trust }: { page: Window; trust: Trust }) {
  const said = strings.trust;
  const { origins, fingerprint } = trust;
  const own = `https://${page.location.host}`;
  const scanned = page.location.hash.slice(1);
  const isOther = scanned !== '' && !isSameFingerprint(fingerprint, scanned);
  return (
    <CenteredPage title={said.title} lead={said.lead}>
      {origins.includes(own) ? (
        <Check page={page} origin={own} />
      ) : (
        origins[0] !== undefined && <OpenSecurely page={page} origin={origins[0]} />
      )}
      <Part title={said.compareTitle}>
        <p>{said.compare}</p>
        <p dir="ltr" className="mt-2 rounded-card border border-line bg-panel px-3 py-2 font-mono text-code text-ink select-all">
          {writtenFingerprint(fingerprint)}
        </p>
        {scanned !== '' && (
          <p role="status" className={clsx('mt-2 font-semibold', isOther ? 'text-coral-ink' : 'text-ink')}>
            {isOther ? said.different : said.same}
          </p>
        )}
      </Part>
      {!isOther && <Install page={page} />}
      <Part title={said.meansTitle}>
        <p>{said.means}</p>
      </Part>
    </CenteredPage>
  );
}

/** `origin`: of this same host, which is the only one that the policy of the page lets it ask. */
function Check({ page, origin }: { page: Window; origin: string }) {
  const [outcome, setOutcome] = useState<TrustOutcome | 'checking'>('checking');
  const check = useCallback(() => {
    setOutcome('checking');
    void checkTrust(page, origin).then(setOutcome);
  }, [page, origin]);
  useEffect(() => {
    check();
    // A person comes back from the settings of the device.
    const onShown = (): void => void (page.document.visibilityState === 'visible' && check());
    page.document.addEventListener('visibilitychange', onShown);
    return () => page.document.removeEventListener('visibilitychange', onShown);
  }, [page, check]);
  const said = strings.trust;
  const words = { checking: said.checking, untrusted: said.untrusted, trusted: said.trusted, 'no-socket': said.noSocket }[outcome];
  const isGood = outcome === 'trusted';
  return (
    <div className="flex flex-col gap-3">
      <p
        role="status"
        className={clsx(
          'flex items-start gap-2 rounded-card px-3.5 py-3 text-body',
          isGood ? 'bg-accent-soft text-ink' : outcome === 'checking' ? 'bg-panel text-ink-2' : 'bg-amber-soft text-amber-ink',
        )}
      >
        <span className="mt-1 shrink-0">
          {outcome === 'checking' ? <Spinner /> : isGood ? <CircleCheck size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
        </span>
        <span className="min-w-0">{words}</span>
      </p>
      {isGood ? (
        <OpenSecurely page={page} origin={origin} />
      ) : (
        <Button icon={RefreshCw} className="self-start" isBusy={outcome === 'checking'} onClick={check}>
          {said.checkAgain}
        </Button>
      )}
    </div>
  );
}

function OpenSecurely({ page, origin }: { page: Window; origin: string }) {
  return (
    <>
      <Button look="primary" size="large" className="w-full" onClick={() => page.location.assign(`${origin}/`)}>
        {strings.trust.open}
      </Button>
      <p className="mt-3 text-center text-list text-balance text-ink-2">{strings.trust.signInOnce}</p>
    </>
  );
}

function Install({ page }: { page: Window }) {
  const said = strings.trust;
  const [system, setSystem] = useState<TrustSystem>(() => trustSystemOf(page.navigator));
  return (
    <Part title={said.installTitle}>
      <Field label={said.system}>
        {(control) => (
          <Select
            {...control}
            value={system}
            onChange={({ target: { value } }) => setSystem(SYSTEMS.find((each) => each === value) ?? system)}
          >
            {SYSTEMS.map((each) => (
              <option key={each} value={each}>
                {strings.trust.systems[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button look="primary" icon={Download} className="mt-3" onClick={() => page.location.assign(AUTHORITY_FILE)}>
        {said.download}
      </Button>
      <ol className="mt-3 flex list-decimal flex-col gap-2 ps-5 [&_b]:font-semibold [&_b]:text-ink [&_code]:font-mono [&_code]:text-code [&_code]:wrap-anywhere [&_code]:text-ink">
        {strings.trust.steps[system]()}
      </ol>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-6 border-t border-line-2 pt-5 text-list text-ink-2">
      <h2 className="mb-1.5 text-body font-semibold text-ink">{title}</h2>
      {children}
    </section>
  );
}
