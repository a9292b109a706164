// The facts of an agent that is about to be added to a room.
import { Bot, Brain, Eye, Globe, Hand, House, ShieldAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AgentFacts } from '../../../src-shared/agent-facts.ts';
import { hasTools } from '../../../src-shared/hosted-agents.ts';
import type { Agent, Participant } from '../../../src-shared/objects.ts';
import { useCommand, useParticipant, useParticipants } from '../../sync/store.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { AboutAgent, Point } from './about-agent.tsx';

export function AboutPicked({ ids }: { ids: readonly string[] }) {
  const participants = useParticipants();
  const agents = ids.flatMap((id) => participants[id] ?? []).filter(hasFacts);
  return agents.map((agent) =>
    agent.type === 'hosted' ? <AboutHosted key={agent.id} agent={agent} /> : <AboutConnected key={agent.id} agent={agent} />,
  );
}

/** Porter, which answers from the server, has none. */
function hasFacts(participant: Participant): participant is Agent {
  return participant.kind === 'agent' && participant.type !== 'built-in';
}

function AboutConnected({ agent }: { agent: Agent }) {
  const owner = useParticipant(agent.owner_id);
  return (
    <AboutAgent name={agent.name}>
      <Point icon={Bot}>{strings.agentFacts.runsElsewhere(owner?.name ?? null)}</Point>
      <Point icon={Eye}>{strings.agentFacts.readsAll}</Point>
      <Point icon={Brain}>{strings.agentFacts.decidesItself}</Point>
    </AboutAgent>
  );
}

type Loading = { state: 'loading' } | { state: 'ready'; facts: AgentFacts } | { state: 'failed'; text: string };

function AboutHosted({ agent: { id, name } }: { agent: Agent }) {
  const command = useCommand();
  const [loading, setLoading] = useState<Loading>({ state: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    const set = (next: Loading): void => void (isCurrent && setLoading(next));
    command('describe_agent', { participant_id: id }).then(
      (facts) => set({ state: 'ready', facts }),
      (error: unknown) => set({ state: 'failed', text: explain(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [command, id]);
  return (
    <AboutAgent name={name}>
      {loading.state === 'loading' && <SkeletonRows rows={3} label={strings.hosted.settingsLoading} />}
      {loading.state === 'failed' && (
        <Point icon={ShieldAlert} isWarning>
          {loading.text}
        </Point>
      )}
      {loading.state === 'ready' && <Facts facts={loading.facts} />}
    </AboutAgent>
  );
}

function Facts({ facts: { kind, context_messages, tools, reader } }: { facts: AgentFacts }) {
  const said = strings.agentFacts;
  return (
    <>
      <Point icon={Eye}>{strings.hosted.sees(context_messages)}</Point>
      {reader && (
        <Point icon={reader.is_local ? House : Globe} isWarning={!reader.is_local}>
          {reader.is_local ? said.stays(reader.name) : said.leaves(reader.name)}
        </Point>
      )}
      {tools && <Point icon={Hand}>{tools === 'chat' ? strings.hosted.does.chat : strings.hosted.does.room}</Point>}
      {tools && hasTools({ tools }, 'files') && (
        <Point icon={ShieldAlert} isWarning>
          {strings.hosted.does.files(null)}
        </Point>
      )}
      {tools && hasTools({ tools }, 'commands') && (
        <Point icon={ShieldAlert} isWarning>
          {strings.hosted.does.commands(null)}
        </Point>
      )}
      {kind === 'program' && (
        <Point icon={ShieldAlert} isWarning>
          {said.program}
        </Point>
      )}
      {!reader && <Point icon={Globe}>{said.ownAccount}</Point>}
      <Point icon={Brain}>{kind === 'program' ? said.programRemembers : strings.hosted.remembers}</Point>
    </>
  );
}
