import { Copy, Pause, Play } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { usesComputer, type HostedAgentSettings } from '../../../src-shared/hosted-agents.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import type { Provider } from '../../../src-shared/providers.ts';
import { isOwner, mayManage } from '../../../src-shared/permissions.ts';
import { useProviders } from '../models/use-providers.ts';
import { useCommand, useMe } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { AboutModelAgentNow } from './about-model-agent.tsx';
import { AboutProgramAgent } from './about-program-agent.tsx';
import type { AgentTemplate } from './agent-draft.ts';
import { AgentTools } from './agent-tools.tsx';
import { AgentTurns } from './agent-turns.tsx';
import { AgentWakes } from './agent-wakes.tsx';
import { CheckProgram } from './check-program.tsx';
import { Fact } from './fact.tsx';
import { HostedSettingsForm } from './hosted-settings-form.tsx';
import { usedWords } from './hosted-words.ts';
import { LoadFailed } from './load-failed.tsx';

interface HostedAgentProps {
  agent: Agent;
  onDuplicate: (template: AgentTemplate) => void;
}

type Loading = { state: 'loading' } | { state: 'ready'; reply: Reply<'get_agent_settings'> } | { state: 'failed'; text: string };

/** The settings and the answers of an agent that this home runs. */
export function HostedAgent({ agent, onDuplicate }: HostedAgentProps) {
  const command = useCommand();
  const [loading, setLoading] = useState<Loading>({ state: 'loading' });
  const load = useCallback(
    () =>
      command('get_agent_settings', { participant_id: agent.id }).then(
        (reply) => setLoading({ state: 'ready', reply }),
        (error: unknown) => setLoading({ state: 'failed', text: explain(error) }),
      ),
    [command, agent.id],
  );
  useEffect(() => void load(), [load]);
  switch (loading.state) {
    case 'loading':
      return <SkeletonRows rows={4} label={strings.hosted.settingsLoading} />;
    case 'failed':
      return <LoadFailed text={loading.text} onRetry={() => void load()} />;
    case 'ready':
      return (
        <Ready
          agent={agent}
          reply={loading.reply}
          onDuplicate={onDuplicate}
          onSettings={(settings) => setLoading({ state: 'ready', reply: { ...loading.reply, settings } })}
        />
      );
  }
}

interface ReadyProps extends HostedAgentProps {
  reply: Reply<'get_agent_settings'>;
  onSettings: (settings: HostedAgentSettings) => void;
}

function Ready({ agent, reply: { settings, used }, onDuplicate, onSettings }: ReadyProps) {
  const { providers, reload } = useProviders();
  const me = useMe();
  // An owner of an agent who is no admin any more sees no providers, and only pauses it.
  const mayChoose = mayManage(me);
  const mayChange = mayChoose && (!usesComputer(settings.runs) || isOwner(me));
  const all = providers.state === 'ready' ? providers.providers : [];
  const duplicate = (): void => {
    const { wakes: _wakes, paused_at: _paused, ...same } = settings;
    onDuplicate({ ...same, name: agent.name, description: agent.description });
  };
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center gap-2">
        {agent.removed_at === null && <PauseButton agent={agent} settings={settings} onSettings={onSettings} />}
        {mayChoose && (
          <Button icon={Copy} onClick={duplicate}>
            {strings.hosted.duplicate}
          </Button>
        )}
      </div>
      <dl className="text-list">
        {settings.runs.kind === 'program' && (
          <Fact name={strings.hosted.program.runs}>{[settings.runs.command, ...settings.runs.args].join(' ')}</Fact>
        )}
        <Fact name={strings.hosted.lastDay}>{usedWords(used)}</Fact>
      </dl>
      {agent.removed_at === null && settings.runs.kind === 'program' && <CheckProgram runs={settings.runs} />}
      {agent.removed_at === null && <AgentWakes agent={agent} settings={settings} onSettings={onSettings} />}
      {mayChange ? (
        <>
          {providers.state === 'loading' && <SkeletonRows rows={3} label={strings.hosted.loading} />}
          {providers.state === 'failed' && <LoadFailed text={providers.text} onRetry={() => void reload()} />}
          {providers.state === 'ready' && (
            <HostedSettingsForm agent={agent} settings={settings} providers={all} onProviders={reload} onSettings={onSettings} />
          )}
        </>
      ) : (
        <p className="border-t border-line-2 pt-5 text-list text-ink-2">
          {usesComputer(settings.runs) ? strings.hosted.ownerChanges : strings.hosted.adminsChange}
        </p>
      )}
      {mayChoose && settings.runs.kind === 'model' && agent.removed_at === null && <AgentTools agent={agent} />}
      <AboutHosted settings={settings} providers={all} />
      <AgentTurns agent={agent} />
    </div>
  );
}

function AboutHosted({
  settings: { runs, context_messages },
  providers,
}: {
  settings: HostedAgentSettings;
  providers: readonly Provider[];
}) {
  if (runs.kind === 'program') return <AboutProgramAgent runs={runs} contextMessages={context_messages} />;
  return (
    <AboutModelAgentNow provider={providers.find(({ id }) => id === runs.provider_id)} runs={runs} contextMessages={context_messages} />
  );
}

type PauseButtonProps = Pick<ReadyProps, 'agent' | 'onSettings'> & { settings: HostedAgentSettings };

function PauseButton({ agent, settings, onSettings }: PauseButtonProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const isPaused = settings.paused_at !== null;
  const toggle = (): void =>
    task.run(async () => onSettings(await command('update_agent_settings', { participant_id: agent.id, paused: !isPaused })));
  return (
    <>
      <Button icon={isPaused ? Play : Pause} look={isPaused ? 'primary' : 'plain'} isBusy={task.isBusy} onClick={toggle}>
        {isPaused ? strings.hosted.resume : strings.hosted.pause}
      </Button>
      {isPaused && <p className="text-list text-amber-ink">{strings.hosted.pausedText}</p>}
      <FieldError text={task.error} />
    </>
  );
}
