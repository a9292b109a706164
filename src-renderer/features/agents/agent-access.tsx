import { KeyRound, UserX } from 'lucide-react';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { AgentKey } from './agent-key.tsx';
import { RemoveAgentDialog } from './remove-agent-dialog.tsx';

const NO_KEY: Reply<'agent_access'> = { key: null, agent_ids: [] };

type Access = { state: 'loading' } | { state: 'there'; access: Reply<'agent_access'> } | { state: 'failed'; text: string };

/** An agent's permissions, its key, and its removal. */
export function AgentAccess({ agent, maySee }: { agent: Agent; maySee: boolean }) {
  // The home runs it: it needs no key.
  if (agent.type === 'hosted') return maySee && agent.removed_at === null ? <Remove agent={agent} access={NO_KEY} /> : null;
  return (
    <section aria-labelledby="agent-access" className="flex flex-col gap-3 border-t border-line-2 pt-5">
      <h4 id="agent-access" className="flex items-center gap-2 text-list font-semibold text-ink-2">
        <KeyRound size={15} aria-hidden />
        {strings.agents.access}
      </h4>
      {agent.type === 'built-in' ? (
        <p className="text-list text-ink-2">{strings.agents.accessBuiltIn}</p>
      ) : maySee ? (
        <Asked agent={agent} />
      ) : (
        <p className="text-list text-ink-2">{strings.agents.accessHidden}</p>
      )}
    </section>
  );
}

function Asked({ agent }: { agent: Agent }) {
  const command = useCommand();
  const [access, setAccess] = useState<Access>({ state: 'loading' });
  const load = useCallback(
    () =>
      command('agent_access', { participant_id: agent.id }).then(
        (reply) => setAccess({ state: 'there', access: reply }),
        (error: unknown) => setAccess({ state: 'failed', text: explain(error) }),
      ),
    [command, agent.id],
  );
  useEffect(() => void load(), [load]);
  switch (access.state) {
    case 'loading':
      return <SkeletonRows rows={2} label={strings.agents.accessLoading} />;
    case 'failed':
      return (
        <Failed text={access.text}>
          <Button onClick={() => void load()}>{strings.ui.tryAgain}</Button>
        </Failed>
      );
    case 'there':
      return (
        <>
          <AgentKey access={access.access} onChanged={load} />
          {agent.removed_at === null && <Remove agent={agent} access={access.access} onRemoved={load} />}
        </>
      );
  }
}

function Failed({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3">
      <p role="alert" className="text-list text-ink-2">
        {text}
      </p>
      {children}
    </div>
  );
}

interface RemoveProps {
  agent: Agent;
  access: Reply<'agent_access'>;
  onRemoved?: () => Promise<void>;
}

function Remove({ agent, access, onRemoved }: RemoveProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button icon={UserX} look="danger" onClick={() => setIsAsking(true)} className="mt-3 self-start">
        {strings.agents.remove}
      </Button>
      {isAsking && <RemoveAgentDialog agent={agent} access={access} onRemoved={onRemoved} onClose={() => setIsAsking(false)} />}
    </>
  );
}
