import { CircleAlert, CircleCheck, Zap } from 'lucide-react';
import type { AgentStart, AgentStarting, Waking } from '../../../src-shared/agent-starts.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { dateFormat } from '../../ui/date-format.ts';
import { FieldError } from '../../ui/field.tsx';
import { ago } from '../../ui/phrases.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { useNow } from '../../ui/use-now.ts';
import { strings } from '../../strings/all-strings.ts';

interface WakingResultProps {
  agent: Agent;
  kind: AgentStart['kind'];
  /** Null: it was not woken yet. */
  waking: Waking | null;
  mayTry: boolean;
  onStarting: (starting: AgentStarting) => void;
}

/** How it went the last time, what to do after a failure, and a trial. */
export function WakingResult({ agent, kind, waking, mayTry, onStarting }: WakingResultProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const now = useNow();
  const isWaking = waking?.outcome === 'waking';
  const tryIt = (): void => task.run(async () => onStarting(await command('try_agent_start', { participant_id: agent.id })));
  return (
    <div className="flex flex-col items-start gap-2">
      <div role="status" className="flex flex-col gap-1 text-list wrap-anywhere text-ink-2">
        {waking && <Outcome waking={waking} now={now} />}
        {waking?.outcome === 'failed' && <Remedy waking={waking} kind={kind} now={now} />}
      </div>
      <FieldError text={task.error} />
      {mayTry && !isWaking && (
        <Button icon={Zap} isBusy={task.isBusy} onClick={tryIt}>
          {strings.starts.tryIt}
        </Button>
      )}
    </div>
  );
}

function Outcome({ waking, now }: { waking: Waking; now: number }) {
  const { outcome, ended_at, began_at, reason } = waking;
  const when = ago(ended_at ?? began_at, now);
  const text = {
    waking: () => strings.starts.waking,
    came: () => strings.starts.came(when),
    failed: () => strings.starts.failed(when, reason ?? ''),
  }[outcome]();
  return (
    <p className="flex items-start gap-2">
      {outcome === 'waking' && <Spinner />}
      {outcome === 'came' && <CircleCheck size={15} aria-hidden className="mt-1 shrink-0 text-green-ink" />}
      {outcome === 'failed' && <CircleAlert size={15} aria-hidden className="mt-1 shrink-0 text-amber-ink" />}
      <span className="min-w-0">{text}</span>
    </p>
  );
}

function Remedy({ waking: { last_line, next_at }, kind, now }: { waking: Waking; kind: AgentStart['kind']; now: number }) {
  const said = strings.starts;
  return (
    <>
      {last_line !== null && <p>{said.lastLine(last_line)}</p>}
      <p>
        {kind === 'program' ? said.doProgram : said.doWebhook}
        {next_at !== null && next_at > now && ` ${said.nextAt(dateFormat('time').format(next_at))}`}
      </p>
    </>
  );
}
