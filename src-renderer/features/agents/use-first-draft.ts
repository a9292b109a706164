import { useState } from 'react';
import { useHomeState, useParticipants, useRooms } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';
import { firstRooms, freeName, limitsOf, type AgentTemplate, type CreateAgentDraft } from './agent-draft.ts';

/** A new agent, apart from how it runs. `like`: with the settings of another one. */
export function useFirstDraft(
  like: AgentTemplate | null,
  limits: Pick<CreateAgentDraft, 'context_messages' | 'steps_max' | 'tokens_per_day'>,
  instructions = strings.hosted.exampleText.helper,
): Omit<CreateAgentDraft, 'runs'> {
  const participants = useParticipants();
  const rooms = useRooms();
  const openId = useHomeState(({ place }) => place?.room_id);
  const [first] = useState(() => {
    const none = { dollars_per_day: null, turns_per_day: null, price: null };
    const { name, description, ...settings } = like ?? {
      ...{ ...none, ...limits, instructions },
      ...{ name: strings.hosted.firstName, description: null },
    };
    const open = rooms.map(({ room }) => room);
    return {
      ...{ ...limitsOf(settings), instructions: settings.instructions },
      ...{ name: freeName(name, participants), description },
      room_ids: firstRooms(open, openId),
    };
  });
  return first;
}
