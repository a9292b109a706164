import type { Directory } from '../../domain/directory.ts';
import type { Addressees } from '../../realtime/protocol.ts';

/** An event of the protocol, and its addressees. */
export interface AgentEvent {
  type: string;
  payload: unknown;
  /** Agents of this person are sent this payload instead. */
  for_agents_of?: { owner_id: string; payload: unknown };
  to: Exclude<Addressees, { entitled: true }>;
  /** Not to this participant. */
  except_id?: string;
}

/** The payload for this participant. */
export function payloadFor(directory: Directory, { payload, for_agents_of }: AgentEvent, participantId: string): unknown {
  if (!for_agents_of) return payload;
  const reader = directory.participant(participantId);
  return reader?.kind === 'agent' && reader.owner_id === for_agents_of.owner_id ? for_agents_of.payload : payload;
}
