import { Settings } from 'lucide-react';
import { useState } from 'react';
import type { Agent } from '../../../src-shared/objects.ts';
import type { OfferedTool, ToolChoice, ToolServer } from '../../../src-shared/tool-servers.ts';
import { useServerTools, useToolServers } from '../models/use-tool-servers.ts';
import { useCommand, useDialogActions } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { HintedCheckbox } from '../../ui/checkbox.tsx';
import { FieldError } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { LoadFailed } from './load-failed.tsx';

/** The servers of tools that an agent uses, and the tools of each. */
export function AgentTools({ agent }: { agent: Agent }) {
  const { openDialog } = useDialogActions();
  const { servers, reload } = useToolServers();
  const said = strings.toolServers.ofAgent;
  return (
    <section aria-labelledby="agent-tools" className="flex flex-col gap-2 border-t border-line-2 pt-5">
      <h4 id="agent-tools" className="text-list font-semibold text-ink-2">
        {said.title}
      </h4>
      <p className="text-list text-ink-2">{said.text}</p>
      {servers.state === 'loading' && <SkeletonRows rows={2} label={strings.toolServers.loading} />}
      {servers.state === 'failed' && <LoadFailed text={servers.text} onRetry={() => void reload()} />}
      {servers.state === 'ready' && (
        <ul>
          {servers.value.map((each) => (
            <Row key={each.id} agent={agent} server={each} onChanged={reload} />
          ))}
        </ul>
      )}
      <Button
        look="quiet"
        size="small"
        icon={Settings}
        className="-ms-2 self-start"
        onClick={() => openDialog({ kind: 'settings', page: 'models' })}
      >
        {said.add}
      </Button>
    </section>
  );
}

interface RowProps {
  agent: Agent;
  server: ToolServer;
  onChanged: () => Promise<void>;
}

function Row({ agent, server, onChanged }: RowProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const [isChoosing, setIsChoosing] = useState(false);
  const said = strings.toolServers.ofAgent;
  // Shown until the home has answered.
  const [wanted, setWanted] = useState<ToolChoice | undefined>(undefined);
  const kept = Object.hasOwn(server.agents, agent.id) ? (server.agents[agent.id] ?? null) : [];
  const choice = wanted === undefined ? kept : wanted;
  const isUsed = choice === null || choice.length > 0;
  const choose = (tools: ToolChoice): void => {
    setWanted(tools);
    task.run(async () => {
      try {
        await command('set_agent_tools', { server_id: server.id, participant_id: agent.id, tools });
        await onChanged();
      } finally {
        setWanted(undefined);
      }
    });
  };
  return (
    <li>
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <HintedCheckbox
            isChecked={isUsed}
            isDisabled={task.isBusy}
            label={server.name}
            hint={isUsed ? said.uses(choice === null ? null : choice.length) : said.unused}
            onChange={(isChecked) => choose(isChecked ? null : [])}
          />
        </div>
        {isUsed && (
          <Button
            size="small"
            aria-expanded={isChoosing}
            aria-label={said.chooseOf(server.name)}
            onClick={() => setIsChoosing(!isChoosing)}
          >
            {said.choose}
          </Button>
        )}
      </div>
      <FieldError text={task.error} />
      {isUsed && isChoosing && <Tools server={server} choice={choice} isBusy={task.isBusy} onChoose={choose} />}
    </li>
  );
}

interface ToolsProps {
  server: ToolServer;
  choice: ToolChoice;
  isBusy: boolean;
  onChoose: (choice: ToolChoice) => void;
}

function Tools({ server, choice, isBusy, onChoose }: ToolsProps) {
  const { checked, check } = useServerTools(server.id);
  if (checked.state === 'checking') return <SkeletonRows rows={3} label={strings.toolServers.checking} />;
  if (checked.state === 'failed') return <LoadFailed text={checked.text} onRetry={check} />;
  const names = checked.tools.map(({ name }) => name);
  const chosen = new Set(choice ?? names);
  const toggle = (name: string, isChecked: boolean): void => {
    const next = names.filter((each) => (each === name ? isChecked : chosen.has(each)));
    onChoose(next.length === names.length && checked.leftOut === 0 ? null : next);
  };
  return (
    <ul aria-label={strings.toolServers.ofAgent.chooseOf(server.name)} className="ms-7 flex flex-col">
      {checked.tools.map((tool) => (
        <li key={tool.name}>
          <HintedCheckbox
            isChecked={chosen.has(tool.name)}
            isDisabled={isBusy}
            label={tool.name}
            hint={hintOf(tool)}
            onChange={(isChecked) => toggle(tool.name, isChecked)}
          />
        </li>
      ))}
    </ul>
  );
}

function hintOf({ read_only, description }: OfferedTool): string {
  const { readOnly, asks } = strings.toolServers.ofAgent;
  const how = read_only ? readOnly : asks;
  return description === '' ? how : `${how} · ${description}`;
}
