import { useCallback, useEffect, useState } from 'react';
import type { AgentStart, AgentStarting } from '../../../src-shared/agent-starts.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import { mayManage } from '../../../src-shared/permissions.ts';
import { useCommand, useMe, usePresence } from '../../sync/store.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { AgentStartForm } from './agent-start-form.tsx';
import { LoadFailed } from './load-failed.tsx';
import { joinCommand } from './split-command.ts';
import { WakingResult } from './waking-result.tsx';

const TRIAL_POLL_MS = 1000;

type Loading = { state: 'loading' } | { state: 'ready'; starting: AgentStarting } | { state: 'failed'; text: string };

/** How a connected agent is woken that is called while it is not running, and how it went the last time. */
export function AgentStartSection({ agent }: { agent: Agent }) {
  const command = useCommand();
  const presence = usePresence(agent.id);
  const [loading, setLoading] = useState<Loading>({ state: 'loading' });
  const load = useCallback(
    () =>
      command('get_agent_start', { participant_id: agent.id }).then(
        (starting) => setLoading({ state: 'ready', starting }),
        (error: unknown) => setLoading({ state: 'failed', text: explain(error) }),
      ),
    [command, agent.id],
  );
  const [mayRunPrograms, setMayRunPrograms] = useState<boolean | null>(null);
  useEffect(() => {
    // Only the owner in the app on the home's computer is answered.
    command('find_programs', {}).then(
      () => setMayRunPrograms(true),
      () => setMayRunPrograms(false),
    );
  }, [command]);
  // Its presence changes when it begins to be woken in a room of the reader, and at the end of it.
  const [online, status] = [presence?.online, presence?.status];
  useEffect(() => void load(), [load, online, status]);
  // A trial has no room.
  const isTrial = loading.state === 'ready' && loading.starting.waking?.outcome === 'waking';
  useEffect(() => {
    if (!isTrial) return;
    const timer = setInterval(() => void load(), TRIAL_POLL_MS);
    return () => clearInterval(timer);
  }, [load, isTrial]);
  return (
    <section aria-labelledby="agent-start" className="flex flex-col gap-3 border-t border-line-2 pt-5">
      <div>
        <h4 id="agent-start" className="text-list font-semibold text-ink-2">
          {strings.starts.title}
        </h4>
        <p className="text-list text-ink-2">{strings.starts.lead}</p>
      </div>
      {(loading.state === 'loading' || (loading.state === 'ready' && mayRunPrograms === null)) && (
        <SkeletonRows rows={2} label={strings.starts.loading} />
      )}
      {loading.state === 'failed' && <LoadFailed text={loading.text} onRetry={() => void load()} />}
      {loading.state === 'ready' && mayRunPrograms !== null && (
        <Ready
          agent={agent}
          mayRunPrograms={mayRunPrograms}
          starting={loading.starting}
          isHere={online === true}
          onStarting={(starting) => setLoading({ state: 'ready', starting })}
        />
      )}
    </section>
  );
}

interface ReadyProps {
  agent: Agent;
  starting: AgentStarting;
  mayRunPrograms: boolean;
  isHere: boolean;
  onStarting: (starting: AgentStarting) => void;
}

function Ready({ agent, starting: { start, waking }, mayRunPrograms, isHere, onStarting }: ReadyProps) {
  const isAdmin = mayManage(useMe());
  const isOthers = start?.kind === 'program' && !mayRunPrograms;
  return (
    <>
      {!isAdmin || isOthers ? (
        <p className="text-list wrap-anywhere text-ink">
          {wordsOf(start)} {isOthers ? strings.starts.ownerOnly : strings.starts.adminsOnly}
        </p>
      ) : (
        <AgentStartForm agent={agent} start={start} mayRunPrograms={mayRunPrograms} onStarting={onStarting} />
      )}
      {start && (
        <WakingResult agent={agent} kind={start.kind} waking={waking} mayTry={isAdmin && !isOthers && !isHere} onStarting={onStarting} />
      )}
    </>
  );
}

function wordsOf(start: AgentStart | null): string {
  if (start === null) return strings.starts.isNot;
  return start.kind === 'webhook'
    ? strings.starts.isWebhook(start.webhook_url)
    : strings.starts.isProgram(joinCommand([start.command, ...start.args]));
}
