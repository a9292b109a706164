import { useEffect, useState } from 'react';
import type { PageSession } from '../../../src-shared/page-proof.ts';
import { Button } from '../../ui/button.tsx';
import { CenteredPage } from '../../ui/centered-page.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import type { AskHome } from '../../sync/home-api.ts';
import { AlreadyIn } from './already-in.tsx';
import { whoIsHere, type Here } from './who-is-here.ts';

interface DeviceCodePageProps {
  code: string;
  page: Window;
  ask: AskHome;
  onEnter: (session: PageSession) => void;
}

/** The link of a code for another device. It signs in after a question: the code may be of another person who sent the link. */
export function DeviceCodePage({ code, page, ask, onEnter }: DeviceCodePageProps) {
  const [here, setHere] = useState<Here | null | 'unknown'>('unknown');
  const [isLeaving, setIsLeaving] = useState(false);
  const task = useAsyncAction();
  useEffect(() => {
    let isCurrent = true;
    void whoIsHere(page).then((found) => isCurrent && setHere(found));
    return () => {
      isCurrent = false;
    };
  }, [page]);
  if (here === 'unknown') return null;
  if (here && !isLeaving)
    return <AlreadyIn me={here.me} other={strings.join.useCode} onEnter={() => onEnter(here.session)} onOther={() => setIsLeaving(true)} />;
  const signIn = here?.ask ?? ask;
  return (
    <CenteredPage title={strings.join.codeTitle} lead={strings.join.codeLead}>
      <Button
        look="primary"
        size="large"
        isBusy={task.isBusy}
        className="w-full"
        onClick={() => task.run(async () => onEnter((await signIn('sign_in', { token: code, is_code: true })).session))}
      >
        {strings.join.signIn}
      </Button>
      <FieldError text={task.error} />
    </CenteredPage>
  );
}
