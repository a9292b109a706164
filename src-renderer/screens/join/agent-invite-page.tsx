import { useEffect, useState } from 'react';
import { agentInviteLink, agentInviteText } from '../../../src-shared/agent-invite-link.ts';
import { AgentInvitePreview } from '../../../src-shared/endpoints/agent-invites.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { requestOverHttp } from '../../sync/http-request.ts';
import { Button } from '../../ui/button.tsx';
import { CenteredPage, CenteredPageNote } from '../../ui/centered-page.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';

type Found =
  | { state: 'loading' }
  | { state: 'open'; preview: AgentInvitePreview }
  /** `isVoid`: the server refused the code, and trying again does not help. */
  | { state: 'failed'; text: string; isVoid: boolean };

const LOOK_EVERY_MS = 1_000;
const MINUTE_MS = 60_000;

/** The link of an agent's invite in a browser. It redeems nothing: the text is for an agent. */
export function AgentInvitePage({ code, page }: { code: string; page: Window }) {
  const [found, setFound] = useState<Found>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setFound({ state: 'loading' });
    previewOf(page, code).then(
      (preview) => isCurrent && setFound({ state: 'open', preview }),
      (error: unknown) => isCurrent && setFound({ state: 'failed', text: explain(error), isVoid: isVoid(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [page, code, attempt]);
  const said = strings.join;
  switch (found.state) {
    case 'loading':
      return (
        <CenteredPage title={said.looking}>
          <span role="status" className="sr-only">
            {said.looking}
          </span>
        </CenteredPage>
      );
    case 'failed':
      return (
        <CenteredPage title={found.isVoid ? said.voidTitle : said.failedTitle} lead={<span role="alert">{found.text}</span>}>
          {!found.isVoid && (
            <Button look="primary" size="large" className="w-full" onClick={() => setAttempt(attempt + 1)}>
              {said.tryAgain}
            </Button>
          )}
        </CenteredPage>
      );
    case 'open':
      return <Open preview={found.preview} link={agentInviteLink(page.location.origin, code)} onOver={() => setAttempt(attempt + 1)} />;
  }
}

function Open({ preview, link, onOver }: { preview: AgentInvitePreview; link: string; onOver: () => void }) {
  const { name, invited_by, home_name, needs_approval, expires_at } = preview;
  const now = useNow(LOOK_EVERY_MS);
  const isOver = expires_at <= now;
  useEffect(() => {
    if (isOver) onOver();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the time is over
  }, [isOver]);
  const said = strings.join;
  const text = agentInviteText({ name, link });
  return (
    <CenteredPage title={said.agentTitle(name)} lead={said.agentLead(invited_by, home_name)}>
      <pre
        tabIndex={0}
        role="region"
        aria-label={said.agentText}
        className="rounded-card border border-line bg-panel p-4 font-mono text-code wrap-anywhere whitespace-pre-wrap"
      >
        {text}
      </pre>
      <CopyButton look="primary" size="large" text={text} label={said.agentCopy} className="mt-4 w-full" />
      <CenteredPageNote>
        {said.agentPaste} {said.agentMinutes(Math.max(1, Math.ceil((expires_at - now) / MINUTE_MS)))}{' '}
        {needs_approval && said.agentApproval(invited_by)}
      </CenteredPageNote>
    </CenteredPage>
  );
}

async function previewOf(page: Window, code: string): Promise<AgentInvitePreview> {
  const question = { method: 'POST', path: '/api/agent-invites/preview', body: JSON.stringify({ code }) };
  return AgentInvitePreview.parse(await requestOverHttp(page.fetch.bind(page), question));
}

function isVoid(error: unknown): boolean {
  return error instanceof AppError && (error.code.startsWith('invite_') || error.code === 'invalid_payload');
}
