import { MessageCircle, Plus } from 'lucide-react';
import type { Agent } from '../../../src-shared/objects.ts';
import { mayManageAgent } from '../../../src-shared/permissions.ts';
import { offersAdding } from '../rooms/offers-adding.ts';
import { useUnanswered } from '../people/use-unanswered.ts';
import { presenceTone } from '../people/presence-words.ts';
import {
  useActions,
  useCommand,
  useHome,
  useHomeOwnerId,
  useMe,
  useParticipant,
  useParticipants,
  usePresence,
  useRooms,
} from '../../sync/store.ts';
import { Avatar } from '../people/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { KindTag } from '../../ui/kind-tag.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { ago, explain, listed } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { AgentAccess } from './agent-access.tsx';
import { mayHoldAgent, type AgentTemplate } from './agent-draft.ts';

import { AgentLook } from './agent-look.tsx';
import { roomTitle } from '../../sync/room-words.ts';
import { statusLine } from './agent-groups.ts';
import { Fact } from './fact.tsx';
import { HostedAgent } from './hosted-agent.tsx';
import { LaterAgentStart } from './later-agent-start.tsx';
import { Readmit } from './readmit.tsx';
import { useWorksOf } from './use-works-of.ts';

const ROOMS_NAMED_MAX = 8;

/** Everything about one agent: what it does, where it is, what it may do, and what can be done with it. */
interface AgentPanelProps {
  agent: Agent;
  onClose: () => void;
  onDuplicate: (template: AgentTemplate) => void;
}

export function AgentPanel({ agent, onClose, onDuplicate }: AgentPanelProps) {
  const me = useMe();
  const isOurs = mayManageAgent(me, agent, useHomeOwnerId());
  return (
    <div className="flex flex-col gap-6">
      <Head agent={agent} />
      {agent.removed_at === null ? <Ways agent={agent} onClose={onClose} /> : <Readmit agent={agent} mayReadmit={isOurs} />}
      <Facts agent={agent} />
      {isOurs && agent.type === 'hosted' && <HostedAgent key={`${agent.id}-settings`} agent={agent} onDuplicate={onDuplicate} />}
      {isOurs && agent.type === 'connected' && agent.removed_at === null && <LaterAgentStart key={`${agent.id}-start`} agent={agent} />}
      {isOurs && <AgentLook key={agent.id} agent={agent} />}
      <AgentAccess key={`${agent.id}-access`} agent={agent} maySee={isOurs} />
    </div>
  );
}

function Head({ agent }: { agent: Agent }) {
  const presence = usePresence(agent.id);
  const unanswered = useUnanswered(agent, null);
  const progress = presence?.online ? presence.progress : null;
  return (
    <div className="flex items-center gap-3">
      <Avatar of={agent} size={48} presence={presenceTone(presence)} />
      <div className="min-w-0 flex-1">
        <h3 className="flex items-center gap-2 text-title font-semibold">
          <span className="min-w-0 truncate">{agent.name}</span>
          <KindTag of={agent} />
        </h3>
        <p className="text-list wrap-anywhere text-ink-2">{statusLine(agent, presence)}</p>
        {unanswered !== null && <p className="text-list text-amber-ink">{unanswered}</p>}
        {progress !== null && (
          <p className="flex items-center gap-2 text-meta text-ink-3">
            <ProgressBar label={strings.agents.progress(agent.name)} percent={progress} />
            {strings.agents.atPercent(progress)}
          </p>
        )}
      </div>
    </div>
  );
}

function Ways({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const command = useCommand();
  const { goTo } = useActions();
  const task = useAsyncAction();
  const write = (): void =>
    task.run(async () => {
      const room = await command('open_direct', { participant_id: agent.id });
      onClose();
      goTo({ room_id: room.id, seq: null });
    });
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="flex flex-wrap gap-2">
        <Button icon={MessageCircle} look="primary" isBusy={task.isBusy} onClick={write}>
          {strings.agents.message(agent.name)}
        </Button>
        <AddToRoom agent={agent} />
      </div>
      <FieldError text={task.error} />
    </div>
  );
}

function AddToRoom({ agent }: { agent: Agent }) {
  const me = useMe();
  const command = useCommand();
  const toast = useToast();
  const rooms = useRooms()
    .map(({ room }) => room)
    .filter((room) => offersAdding(me, room) && !room.member_ids.includes(agent.id) && (agent.type !== 'hosted' || mayHoldAgent(room)))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
  if (rooms.length === 0) return null;
  const add = (room: (typeof rooms)[number]): void => {
    command('add_member', { room_id: room.id, participant_id: agent.id }).then(
      () => toast({ text: strings.agents.added(agent.name, room.name) }),
      (error: unknown) => toast({ text: explain(error) }),
    );
  };
  return (
    <Menu
      label={strings.agents.addToRoom}
      placement={{ side: 'below', align: 'start' }}
      items={rooms.map((room) => ({ label: room.name, onSelect: () => add(room) }))}
      trigger={(props) => (
        <Button {...props} icon={Plus}>
          {strings.agents.addToRoom}
        </Button>
      )}
    />
  );
}

function Facts({ agent }: { agent: Agent }) {
  const presence = usePresence(agent.id);
  const owner = useParticipant(agent.owner_id);
  const participants = useParticipants();
  const meId = useMe().id;
  const home = useHome();
  const now = useNow();
  const rooms = useRooms().filter(({ room }) => !room.direct && room.archived_at === null && room.member_ids.includes(agent.id));
  const names = rooms.map(({ room }) => room.name).sort((a, b) => a.localeCompare(b, locale));
  const at = presence?.last_active_at ?? null;
  const works = useWorksOf(agent);
  return (
    <dl className="flex flex-col gap-3 text-list">
      {works.length > 0 && (
        <Fact name={strings.agents.doing}>
          {works.map(({ room, words }) => (
            <span key={room.id} className="block wrap-anywhere">
              {strings.agents.doingIn(roomTitle(room, participants, meId), words)}
            </span>
          ))}
        </Fact>
      )}
      <Fact name={strings.agents.rooms}>{names.length > 0 ? listed(names, ROOMS_NAMED_MAX) : strings.agents.noRooms}</Fact>
      {agent.capabilities.length > 0 && <Fact name={strings.agents.canDo}>{listed(agent.capabilities, ROOMS_NAMED_MAX)}</Fact>}
      {agent.type === 'hosted' && <Fact name={strings.hosted.runBy}>{strings.hosted.thisHome}</Fact>}
      {agent.removed_at === null && agent.type !== 'hosted' && (
        <Fact name={strings.agents.hears}>{home.mentions_reach === 'home' ? strings.agents.hearsHome : strings.agents.hearsMembers}</Fact>
      )}
      {owner && <Fact name={agent.type === 'hosted' ? strings.hosted.owner : strings.agents.owner}>{owner.name}</Fact>}
      {at !== null && <Fact name={strings.agents.lastActive}>{ago(at, now)}</Fact>}
    </dl>
  );
}
