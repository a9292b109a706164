import { Link2Off, Plus } from 'lucide-react';
import { useState } from 'react';
import { agentInviteLink, agentInviteText, isExpired, isPending } from '../../../src-shared/agent-invite-link.ts';
import { openClawLines } from '../../../src-shared/openclaw-lines.ts';
import type { AgentInvite } from '../../../src-shared/agent-invites.ts';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { InviteLink, useInviteLink } from '../invites/invite-link.tsx';
import { useCommand, useSnapshot } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { useNow } from '../../ui/use-now.ts';
import { strings } from '../../strings/all-strings.ts';
import { CodeBlock } from './code-block.tsx';
import { InviteAgentForm } from './invite-agent-form.tsx';

type Made = Reply<'create_agent_invite'>;

const LOOK_EVERY_MS = 1_000;
const MINUTE_MS = 60_000;

/** Invites an agent on any computer: a form, the text to paste, and the invites that are under way. */
export function InvitePanel() {
  const [made, setMade] = useState<Made | null>(null);
  const said = strings.agents.invite;
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h3 className="text-title font-semibold">{said.title}</h3>
        <p className="text-body text-ink-2">{said.lead}</p>
      </div>
      {made ? <MadeInvite key={made.invite.id} made={made} onAnother={() => setMade(null)} /> : <InviteAgentForm onMade={setMade} />}
      <PendingInvites exceptId={made?.invite.id ?? null} />
    </div>
  );
}

function MadeInvite({ made, onAnother }: { made: Made; onAnother: () => void }) {
  const now = useNow(LOOK_EVERY_MS);
  const invite = useSnapshot((snapshot) => snapshot.agent_invites?.[made.invite.id]) ?? made.invite;
  const said = strings.agents.invite;
  const isOpen = invite.state === 'open' && isPending(invite, now);
  return (
    <section aria-label={said.made(invite.name)} className="flex flex-col items-start gap-3">
      <h4 className="text-body font-semibold wrap-anywhere">{said.made(invite.name)}</h4>
      {isOpen && <TextToPaste made={made} now={now} />}
      <p role="status" className="text-list wrap-anywhere text-ink-2 empty:hidden">
        {isOpen ? null : outcome(invite, now)}
      </p>
      <div className="flex flex-wrap gap-2">
        {isOpen && <Withdraw invite={invite} />}
        <Button look="quiet" icon={Plus} onClick={onAnother}>
          {said.another}
        </Button>
      </div>
    </section>
  );
}

function TextToPaste({ made: { invite, code, links }, now }: { made: Made; now: number }) {
  const issued = useInviteLink({ links, linkAt: (origin) => agentInviteLink(origin, code) });
  const said = strings.agents.invite;
  return (
    <div className="flex w-full min-w-0 flex-col gap-3">
      {issued.links.length > 1 && <InviteLink links={issued.links} chosen={issued.chosen} onChoose={issued.choose} />}
      <CodeBlock code={agentInviteText({ name: invite.name, link: issued.link })} label={said.pasted} isProse>
        <p className="text-list text-ink-2">
          {said.paste} {said.minutes(Math.ceil((invite.expires_at - now) / MINUTE_MS))} {said.shownOnce}
        </p>
      </CodeBlock>
      <CodeBlock code={openClawLines(issued.link)} label={said.openClaw}>
        <p className="text-list text-ink-2">{said.inOpenClaw}</p>
      </CodeBlock>
      {issued.origins.length === 0 && (
        <p className="rounded-control bg-amber-soft px-3 py-2 text-meta text-amber-ink">{said.onlyThisComputer}</p>
      )}
    </div>
  );
}

function PendingInvites({ exceptId }: { exceptId: string | null }) {
  const invites = useSnapshot((snapshot) => snapshot.agent_invites);
  const now = useNow();
  const said = strings.agents.invite;
  const pending = Object.values(invites ?? {}).filter((each) => each.id !== exceptId && isPending(each, now));
  if (pending.length === 0) return null;
  return (
    <section aria-label={said.list} className="border-t border-line-2 pt-4">
      <h4 className="text-list font-semibold text-ink-2">{said.list}</h4>
      <ul>
        {pending.map((each) => (
          <li key={each.id} className="flex flex-wrap items-center gap-3 border-b border-line-2 py-2 last:border-b-0">
            <p className="min-w-0 flex-1 basis-40 wrap-anywhere">
              <span className="text-list font-semibold">{each.name}</span>{' '}
              <span className="text-meta text-ink-2">
                {strings.agents.invite.state[each.state]} · {said.left(Math.ceil((each.expires_at - now) / MINUTE_MS))}
              </span>
            </p>
            <Withdraw invite={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Withdraw({ invite }: { invite: AgentInvite }) {
  const command = useCommand();
  const task = useAsyncAction();
  const said = strings.agents.invite;
  const withdraw = (): void =>
    task.run(async () => {
      await command('revoke_agent_invite', { invite_id: invite.id });
    });
  return (
    <>
      <Button icon={Link2Off} aria-label={said.withdrawOf(invite.name)} isBusy={task.isBusy} onClick={withdraw}>
        {said.withdraw}
      </Button>
      <FieldError text={task.error} />
    </>
  );
}

/** The state of an invite that can be used no longer. */
function outcome(invite: AgentInvite, now: number): string {
  const said = strings.agents.invite;
  if (isExpired(invite, now)) return said.over(invite.name, strings.agents.invite.state.expired);
  if (invite.state === 'joined') return said.used(invite.name);
  return invite.state === 'waiting' ? said.waits(invite.name) : said.over(invite.name, strings.agents.invite.state[invite.state]);
}
