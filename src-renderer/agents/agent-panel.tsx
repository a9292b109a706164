import { MessageCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Agent } from '../../src-shared/objects.ts';
import { useActions, useCommand, useParticipant, usePresence, useRooms } from '../state/store.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { FieldError } from '../ui/field.tsx';
import { Tag } from '../ui/tag.tsx';
import { useNow } from '../ui/use-now.ts';
import { useTask } from '../ui/use-task.ts';
import { ago, listed } from '../ui/words.ts';
import { words } from '../words/words.ts';
import { statusLine } from './agent-groups.ts';

const ROOMS_NAMED_MAX = 6;

/** What is known of one agent, and the way to write to it alone. */
export function AgentPanel({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const command = useCommand();
  const { goTo } = useActions();
  const task = useTask();
  const presence = usePresence(agent.id);
  const owner = useParticipant(agent.owner_id);
  const now = useNow();
  const rooms = useRooms().filter(({ room }) => !room.direct && room.archived_at === null && room.member_ids.includes(agent.id));
  const write = (): void =>
    task.run(async () => {
      const room = await command('open_direct', { participant_id: agent.id });
      onClose();
      goTo({ room_id: room.id, seq: null });
    });
  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-center gap-3">
        <Avatar of={agent} size={36} />
        <div className="min-w-0 flex-1">
          <h3 className="flex items-center gap-2 text-title font-semibold">
            <span className="truncate">{agent.name}</span>
            <Tag tone="agent">{words.ui.agent}</Tag>
          </h3>
          <p className="text-list text-ink-2">{statusLine(agent, presence)}</p>
        </div>
      </div>
      <dl className="flex flex-col gap-3 text-list">
        <Fact name={words.agents.rooms}>
          {rooms.length > 0
            ? listed(
                rooms.map(({ room }) => room.name),
                ROOMS_NAMED_MAX,
              )
            : words.agents.noRooms}
        </Fact>
        {owner && <Fact name={words.agents.keyOf}>{owner.name}</Fact>}
        {agent.capabilities.length > 0 && <Fact name={words.agents.saysItCan}>{listed(agent.capabilities, ROOMS_NAMED_MAX)}</Fact>}
        {!presence?.online && presence?.last_active_at != null && (
          <Fact name={words.agents.lastHere}>{ago(presence.last_active_at, now)}</Fact>
        )}
      </dl>
      <div className="flex flex-col items-start gap-2">
        <Button icon={MessageCircle} isBusy={task.isBusy} onClick={write}>
          {words.agents.writeTo(agent.name)}
        </Button>
        <FieldError text={task.error} />
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[140px_minmax(0,1fr)] gap-3 max-sm:grid-cols-1 max-sm:gap-0">
      <dt className="text-ink-3">{name}</dt>
      <dd className="text-ink">{children}</dd>
    </div>
  );
}
