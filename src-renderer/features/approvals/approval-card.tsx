import clsx from 'clsx';
import { ChevronRight, ShieldAlert, ShieldCheck, ShieldX } from 'lucide-react';
import { useId, useState } from 'react';
import { isAllowed, type Approval, type ApprovalDecision } from '../../../src-shared/approvals.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { isWaitingFor } from '../../../src-shared/snapshot-approvals.ts';
import { strings } from '../../strings/all-strings.ts';
import { useCommand, useMe, useParticipants } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { listed } from '../../ui/phrases.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { useNow } from '../../ui/use-now.ts';
import { Detail, useFolding } from './approval-detail.tsx';
import { Reason } from './approval-reason.tsx';
import { endWords, leftWords } from './approval-words.ts';

/** The message that stands for a question of an agent. */
export function ApprovalOfMessage({ message: { approval, content } }: { message: Pick<Message, 'approval' | 'content'> }) {
  if (!approval) return <p className="text-body text-ink wrap-anywhere">{content}</p>;
  return approval.state === 'waiting' ? <Waiting approval={approval} /> : <Ended approval={approval} state={approval.state} />;
}

function Waiting({ approval }: { approval: Approval }) {
  const me = useMe();
  const folding = useFolding(approval.detail);
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      className="mt-1 max-w-[680px] rounded-card border border-line border-s-[3px] border-s-amber bg-raise p-3.5"
    >
      <p className="flex items-start gap-2 text-list font-semibold text-ink">
        <ShieldAlert size={15} aria-hidden className="mt-[3px] shrink-0 text-amber-ink" />
        <bdi id={titleId} className="min-w-0 wrap-anywhere">
          {approval.title}
        </bdi>
      </p>
      {approval.detail && <Detail detail={approval.detail} folding={folding} />}
      {approval.reason !== null && <Reason text={approval.reason} />}
      {isWaitingFor(approval, me.id) ? (
        <Buttons approval={approval} isWhole={!folding.isLong || folding.isOpen} />
      ) : (
        <p className="mt-2.5 text-meta text-ink-2">
          <WaitsFor approval={approval} /> · <TimeLeft approval={approval} />
        </p>
      )}
    </section>
  );
}

/** `isWhole`: all of the detail is shown. Only that can be allowed. */
function Buttons({ approval: { id, may_allow_session, deadline_at }, isWhole }: { approval: Approval; isWhole: boolean }) {
  const command = useCommand();
  const task = useAsyncAction();
  const words = strings.approvals;
  const hintId = useId();
  const decide = (decision: ApprovalDecision) => () =>
    task.run(async () => void (await command('approval_resolve', { approval_id: id, decision })));
  const described = isWhole ? undefined : hintId;
  return (
    <div className="mt-3">
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" size="small" disabled={!isWhole} aria-describedby={described} onClick={decide('once')}>
          {words.allowOnce}
        </Button>
        {may_allow_session && (
          <Button size="small" disabled={!isWhole} aria-describedby={described} onClick={decide('session')}>
            {words.allowSession}
          </Button>
        )}
        <Button look="danger" size="small" onClick={decide('reject')}>
          {words.reject}
        </Button>
        <span className="text-meta text-ink-2">
          <TimeLeft approval={{ deadline_at }} />
        </span>
      </div>
      {!isWhole && (
        <p id={hintId} className="mt-2 text-meta text-ink-2">
          {words.showFirst}
        </p>
      )}
      <FieldError text={task.error} />
    </div>
  );
}

function WaitsFor({ approval: { decider_ids } }: { approval: Approval }) {
  const participants = useParticipants();
  const names = decider_ids.map((id) => participants[id]?.name ?? strings.ui.formerMember);
  return names.length === 0 ? strings.approvals.waitsForNobody : strings.approvals.waitsFor(listed(names));
}

function TimeLeft({ approval: { deadline_at } }: { approval: Pick<Approval, 'deadline_at'> }) {
  return leftWords(deadline_at, useNow(1_000));
}

/** One line, which folds out. */
function Ended({ approval, state }: { approval: Approval; state: Exclude<Approval['state'], 'waiting'> }) {
  const participants = useParticipants();
  const [isOpen, setIsOpen] = useState(false);
  const folding = useFolding(approval.detail);
  const id = useId();
  const { title, reason, detail, decided_by } = approval;
  const name = (decided_by !== null && participants[decided_by]?.name) || strings.ui.formerMember;
  const Icon = isAllowed(state) ? ShieldCheck : ShieldX;
  const hasMore = reason !== null || detail !== null;
  return (
    <section aria-label={strings.approvals.asked(title)} className="max-w-[680px]">
      <p className="flex items-start gap-2 text-list text-ink-2">
        <Icon size={15} aria-hidden className={clsx('mt-[3px] shrink-0', isAllowed(state) ? 'text-ok-ink' : 'text-ink-3')} />
        <span className="min-w-0 wrap-anywhere">
          <bdi className="text-ink">{title}</bdi>
          <span className="block text-meta">{endWords({ ...approval, state }, name, useNow(60_000))}</span>
        </span>
      </p>
      {hasMore && (
        <Button look="quiet" size="small" className="-ms-2" aria-expanded={isOpen} aria-controls={id} onClick={() => setIsOpen(!isOpen)}>
          <ChevronRight size={13} aria-hidden className={clsx('rtl:-scale-x-100', isOpen && 'rotate-90')} />
          {strings.approvals.details}
        </Button>
      )}
      <div id={id} hidden={!isOpen}>
        {detail && isOpen && <Detail detail={detail} folding={folding} />}
        {reason !== null && <Reason text={reason} />}
      </div>
    </section>
  );
}
