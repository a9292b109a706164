import { Wake, WAKE_DEFAULT, type HostedAgentSettings } from '../../../src-shared/hosted-agents.ts';
import type { Agent, Room } from '../../../src-shared/objects.ts';
import { byName } from '../../strings/by-name.ts';
import { useCommand, useRooms } from '../../sync/store.ts';
import { Field, Select } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { mayHoldAgent } from './agent-draft.ts';

interface AgentWakesProps {
  agent: Agent;
  settings: HostedAgentSettings;
  onSettings: (settings: HostedAgentSettings) => void;
}

/** For each of its rooms, the messages that it answers there. */
export function AgentWakes({ agent, settings, onSettings }: AgentWakesProps) {
  const rooms = useRooms()
    .map(({ room }) => room)
    .filter((room) => mayHoldAgent(room) && room.member_ids.includes(agent.id))
    .sort(byName);
  return (
    <section aria-labelledby="agent-wakes" className="flex flex-col gap-3 border-t border-line-2 pt-5">
      <h4 id="agent-wakes" className="text-list font-semibold text-ink-2">
        {strings.hosted.wakes}
      </h4>
      {rooms.map((room) => (
        <WakeField key={room.id} agent={agent} room={room} settings={settings} onSettings={onSettings} />
      ))}
      <p className="text-meta text-ink-3">
        {rooms.length === 0 && `${strings.hosted.wakesNone} `}
        {strings.hosted.wakesDirect}
      </p>
    </section>
  );
}

function WakeField({ agent, room, settings, onSettings }: AgentWakesProps & { room: Room }) {
  const command = useCommand();
  const task = useAsyncAction();
  const wake = settings.wakes[room.id] ?? WAKE_DEFAULT;
  const select = (next: string): void =>
    task.run(async () =>
      onSettings(await command('set_agent_wake', { participant_id: agent.id, room_id: room.id, wake: Wake.parse(next) })),
    );
  return (
    <Field label={strings.hosted.wakeIn(room.name)} hint={strings.hosted.wakeText[wake]} error={task.error}>
      {(control) => (
        <Select {...control} value={wake} onChange={(event) => select(event.target.value)}>
          {Wake.options.map((each) => (
            <option key={each} value={each}>
              {strings.hosted.wake[each]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
