import { Bot } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { NotAllowed } from '../rooms/not-allowed.tsx';
import { mayManage } from '../../../src-shared/permissions.ts';
import { useApp, useMe, useParticipant } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { AgentList } from './agent-list.tsx';
import { AgentPanel } from './agent-panel.tsx';
import type { ConnectInfo } from '../../../src-shared/endpoints/home.ts';
import { fetchConnectInfo } from './connect-info.ts';
import { ConnectPanel } from './connect-panel.tsx';
import { CreateAgentPanel } from './create-agent-panel.tsx';
import { InvitePanel } from './invite-panel.tsx';
import type { AgentsPanel } from './panels.ts';
import { UsePanel } from './use-panel.tsx';
import { WaitingAgents } from './waiting-agents.tsx';

/** `agentId`: the agent to begin with; null: connecting one. */
export function AgentsDialog({ agentId, onClose }: { agentId: string | null; onClose: () => void }) {
  const me = useMe();
  const [selected, setSelected] = useState<AgentsPanel>(agentId === null ? { kind: 'connect' } : { kind: 'agent', id: agentId });
  const agent = useParticipant(selected.kind === 'agent' ? selected.id : null);
  const panel = useRef<HTMLDivElement>(null);
  const select = (panelOf: AgentsPanel): void => {
    setSelected(panelOf);
    // In a narrow window the list is below.
    panel.current?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Dialog title={strings.agents.title} subtitle={strings.agents.subtitle} icon={Bot} width="wide" isTall onClose={onClose}>
      <div className="flex min-h-0 flex-1 max-sm:flex-col max-sm:overflow-y-auto">
        <div className="w-[290px] shrink-0 overflow-y-auto border-e border-line-2 bg-panel p-2.5 max-md:w-[230px] max-sm:order-2 max-sm:w-full max-sm:overflow-visible max-sm:border-e-0">
          <AgentList selected={selected} onSelect={select} />
        </div>
        <div ref={panel} className="min-w-0 flex-1 overflow-y-auto p-6 max-sm:flex-none max-sm:overflow-visible max-sm:p-4">
          {agent?.kind === 'agent' && (
            <AgentPanel agent={agent} onClose={onClose} onDuplicate={(like) => select({ kind: 'create', like })} />
          )}
          {!agent && !mayManage(me) && <NotAllowed text={strings.agents.onlyOwnerConnects} />}
          {!agent && mayManage(me) && (
            <>
              <WaitingAgents />
              <NewAgent selected={selected} onSelect={select} onClose={onClose} />
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
}

interface NewAgentProps {
  selected: AgentsPanel;
  onSelect: (panel: AgentsPanel) => void;
  onClose: () => void;
}

function NewAgent({ selected, onSelect, onClose }: NewAgentProps) {
  if (selected.kind === 'invite') return <InvitePanel />;
  if (selected.kind === 'use') return <UsePanel />;
  if (selected.kind !== 'create') return <Connecting onClose={onClose} />;
  const { like } = selected;
  return <CreateAgentPanel key={like?.name} like={like} onClose={onClose} onCreated={({ id }) => onSelect({ kind: 'agent', id })} />;
}

type Loading = { state: 'loading' } | { state: 'ready'; info: ConnectInfo } | { state: 'failed'; text: string };

function Connecting({ onClose }: { onClose: () => void }) {
  const { fetch } = useApp();
  const [loading, setLoading] = useState<Loading>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    fetchConnectInfo(fetch).then(
      (info) => isCurrent && setLoading({ state: 'ready', info }),
      (error: unknown) => isCurrent && setLoading({ state: 'failed', text: explain(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [fetch, attempt]);
  switch (loading.state) {
    case 'loading':
      return <SkeletonRows rows={4} label={strings.agents.asking} />;
    case 'failed':
      return (
        <div className="flex flex-col items-start gap-3">
          <p role="alert" className="text-body text-ink-2">
            {strings.agents.notFoundOut(loading.text)}
          </p>
          <Button onClick={() => setAttempt(attempt + 1)}>{strings.ui.tryAgain}</Button>
        </div>
      );
    case 'ready':
      return <ConnectPanel info={loading.info} onClose={onClose} />;
  }
}
