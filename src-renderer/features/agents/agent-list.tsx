import clsx from 'clsx';
import { BrainCircuit, ChartColumn, Link2, Plus, type LucideIcon } from 'lucide-react';
import { useMemo, useId, type ReactNode } from 'react';
import type { Agent } from '../../../src-shared/objects.ts';
import { mayManage } from '../../../src-shared/permissions.ts';
import { presenceIn, wakingOf } from '../../../src-shared/work.ts';
import { useMe, useParticipants, useSnapshot } from '../../sync/store.ts';
import { Avatar } from '../people/avatar.tsx';
import { presenceTone } from '../people/presence-words.ts';
import { useNow } from '../../ui/use-now.ts';
import { strings } from '../../strings/all-strings.ts';
import type { AgentsPanel } from './panels.ts';
import { waitingAgents } from './waiting-agents.tsx';
import { agentGroups, statusLine, type AgentGroup } from './agent-groups.ts';

interface AgentListProps {
  selected: AgentsPanel;
  onSelect: (panel: AgentsPanel) => void;
}

export function AgentList({ selected, onSelect }: AgentListProps) {
  const me = useMe();
  const participants = useParticipants();
  const presence = useSnapshot((snapshot) => snapshot.presence);
  const works = useSnapshot((snapshot) => snapshot.works);
  const invites = useSnapshot((snapshot) => snapshot.agent_invites);
  const now = useNow();
  const waiting = waitingAgents(invites, now).length;
  const groups = useMemo(() => agentGroups({ participants, presence }), [participants, presence]);
  return (
    <nav aria-label={strings.agents.title} className="flex flex-col gap-3">
      {!groups.some((group) => group.isConnected) && (
        <div className="px-2.5 py-1">
          <p className="text-list font-semibold text-ink">{strings.agents.noneYet}</p>
          <p className="text-meta text-ink-2">{strings.agents.noneYetText}</p>
        </div>
      )}
      {groups.map((group) => (
        <Group key={group.title} group={group}>
          {(agent) => {
            const state = presenceIn(presence[agent.id], wakingOf(works, agent.id));
            return (
              <Entry
                key={agent.id}
                isSelected={selected.kind === 'agent' && agent.id === selected.id}
                icon={
                  <Avatar
                    of={agent}
                    size={32}
                    presence={presenceTone(state)}
                    ring={selected.kind === 'agent' && agent.id === selected.id ? 'ring-raise' : 'ring-panel'}
                  />
                }
                title={agent.name}
                text={statusLine(agent, state)}
                onSelect={() => onSelect({ kind: 'agent', id: agent.id })}
              />
            );
          }}
        </Group>
      ))}
      <Entry
        isSelected={selected.kind === 'create'}
        icon={<NewMark icon={BrainCircuit} />}
        title={strings.hosted.create}
        text={strings.hosted.createText}
        onSelect={() => onSelect({ kind: 'create', like: null })}
      />
      <Entry
        isSelected={selected.kind === 'connect'}
        icon={<NewMark icon={Plus} />}
        title={strings.agents.connect}
        text={strings.agents.connectText}
        onSelect={() => onSelect({ kind: 'connect' })}
      />
      {mayManage(me) && (
        <Entry
          isSelected={selected.kind === 'use'}
          icon={<NewMark icon={ChartColumn} />}
          title={strings.hosted.usage.title}
          text={strings.hosted.usage.text}
          onSelect={() => onSelect({ kind: 'use' })}
        />
      )}
      {invites && (
        <Entry
          isSelected={selected.kind === 'invite'}
          icon={<NewMark icon={Link2} />}
          title={strings.agents.invite.title}
          text={waiting === 0 ? strings.agents.invite.text : strings.agents.invite.waiting(waiting)}
          onSelect={() => onSelect({ kind: 'invite' })}
        />
      )}
    </nav>
  );
}

function NewMark({ icon: Icon }: { icon: LucideIcon }) {
  return (
    <span
      aria-hidden
      className="flex size-8 shrink-0 items-center justify-center rounded-[9px] border border-dashed border-edge text-ink-2"
    >
      <Icon size={16} />
    </span>
  );
}

function Group({ group, children }: { group: AgentGroup; children: (agent: Agent) => ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} className="px-2.5 pb-1 text-meta font-semibold text-ink-3">
        {group.title}
      </p>
      {group.agents.map(children)}
    </div>
  );
}

interface EntryProps {
  icon: ReactNode;
  title: string;
  text: string;
  isSelected: boolean;
  onSelect: () => void;
}

function Entry({ icon, title, text, isSelected, onSelect }: EntryProps) {
  return (
    <button
      type="button"
      aria-current={isSelected || undefined}
      onClick={onSelect}
      className={clsx(
        'flex w-full items-center gap-3 rounded-card px-2.5 py-2 text-start focus-visible:-outline-offset-2',
        isSelected ? 'bg-raise' : 'hover:bg-line-2',
      )}
    >
      {icon}
      <span className="min-w-0 flex-1">
        <span className="block truncate text-list font-semibold text-ink">{title}</span>
        <span className="block truncate text-meta text-ink-2">{text}</span>
      </span>
    </button>
  );
}
