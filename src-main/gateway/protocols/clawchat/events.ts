// The events of the protocol, made from the home's.
import type { EventOf } from '../../../../src-shared/events/index.ts';
import type { Message, Presence } from '../../../../src-shared/objects.ts';
import type { Work } from '../../../../src-shared/work.ts';
import type { Directory } from '../../domain/directory.ts';
import type { Change } from '../../store/interfaces/change.ts';
import { approvalEvents } from './approvals.ts';
import { authorFacts, type AuthorFacts } from './author.ts';
import { coordinationEvents, decisionMade, turnChanged } from './coordination.ts';
import type { AgentEvent } from './agent-event.ts';
import { streamEvents } from './streams.ts';
import { kindAndRole, statusOf, toChatMessage, toRoom, toUpdatedRoom } from './objects.ts';

/** The state of the server that the translation of an event reads. */
export interface HomeView {
  directory: Directory;
  /** Those who have a room open, in the order they came. */
  presentIn(roomId: string): string[];
}

/** The events that agents receive for a change. */
export function agentEvents(view: HomeView, { event, only_id }: Change): AgentEvent[] {
  const { directory } = view;
  // Events for one participant update the snapshot of the app. The protocol has no such events.
  if (only_id !== null) return [];
  switch (event.type) {
    case 'message.posted':
      return posted(directory, event.message);
    case 'room.created':
      return [{ type: 'room_created', payload: toRoom(event.room), to: { all: true } }];
    case 'room.changed':
      return [{ type: 'room_updated', payload: toUpdatedRoom(event.room), to: { all: true } }];
    case 'room.removed':
      return [{ type: 'room_destroyed', payload: { room_id: event.room_id }, to: { all: true } }];
    case 'room.presence':
      return [attendance(directory, event)];
    // Not in the protocol: an agent that another adds to a room or removes from it could not know it.
    case 'member.joined':
      return [membership(event.room.id, event.participant.id, true)];
    case 'member.left':
      return [membership(event.room_id, event.participant_id, false)];
    case 'vote.created':
    case 'vote.closed':
    case 'election.started':
    case 'leader.changed':
    case 'task.assigned':
    case 'task.changed':
      return coordinationEvents(directory, event);
    case 'turn.changed':
      return [turnChanged(event, view.presentIn(event.room_id))];
    case 'typing.changed': {
      const { room_id, participant_id, typing } = event;
      const payload = { room_id, agent_id: participant_id, agent_name: directory.participant(participant_id)?.name ?? '', typing };
      return [{ type: 'typing_indicator', payload, to: { room_id }, except_id: participant_id }];
    }
    case 'approval.requested':
    case 'approval.changed':
      return approvalEvents(directory, event);
    case 'stream.started':
    case 'stream.delta':
    case 'stream.ended':
    case 'agent.stop_requested':
      return streamEvents(directory, event);
    case 'presence.changed':
      return event.presence.online ? [presenceUpdate(directory, event.presence)] : [];
    case 'work.changed':
      return [workUpdate(directory, event.work)];
    default:
      return [];
  }
}

/** Agents that do not know the room of it take it as the agent's activity, as they did before there was one for each room. */
function workUpdate(directory: Directory, { room_id, participant_id, status, detail, progress }: Work): AgentEvent {
  const agent_name = directory.participant(participant_id)?.name ?? '';
  const payload = { room_id, agent_id: participant_id, agent_name, ...statusOf(status), status_detail: detail, progress };
  return { type: 'presence_update', payload, to: { room_id }, except_id: participant_id };
}

function presenceUpdate(directory: Directory, { participant_id, status, detail, progress }: Presence): AgentEvent {
  const agent_name = directory.participant(participant_id)?.name ?? '';
  const payload = { agent_id: participant_id, agent_name, ...statusOf(status), status_detail: detail, progress };
  return { type: 'presence_update', payload, to: { near_id: participant_id }, except_id: participant_id };
}

function posted(directory: Directory, message: Message): AgentEvent[] {
  const { room_id, author_id } = message;
  const others = authorFacts(directory, author_id, '');
  // Agents are sent whether the author is their owner: the only field that differs between readers.
  const owned = { ...others, is_my_owner: true };
  const name = directory.participant(author_id)?.name ?? '';
  const said = (type: string, wrap: (payload: object) => object): Pick<AgentEvent, 'type' | 'payload' | 'for_agents_of'> => {
    const payloadFor = (facts: AuthorFacts): object =>
      wrap(message.kind === 'decision' ? decisionMade(message, name, facts) : toChatMessage(message, name, facts));
    const for_agents_of = others.author_kind === 'person' ? { owner_id: author_id, payload: payloadFor(owned) } : null;
    return { type, payload: payloadFor(others), ...(for_agents_of && { for_agents_of }) };
  };
  // The event of the vote or of the approval says it already.
  if (message.kind === 'vote' || message.kind === 'approval') return [];
  const asItIs = (payload: object): object => payload;
  if (message.kind === 'decision') return [{ ...said('decision_made', asItIs), to: { room_id } }];
  const received: AgentEvent = {
    ...said(message.kind === 'thinking' ? 'thinking' : 'message_received', asItIs),
    to: { room_id },
    except_id: author_id,
  };
  if (message.mentions.length === 0) return [received];
  const mention = said('mention', (payload) => ({ room_id, message: payload }));
  return [received, { ...mention, to: { participant_ids: message.mentions, if_sees_room: room_id } }];
}

function membership(room_id: string, participant_id: string, member: boolean): AgentEvent {
  return { type: 'membership_changed', payload: { room_id, member }, to: { member_id: participant_id } };
}

function attendance(directory: Directory, { room_id, participant_id, present, how }: EventOf<'room.presence'>): AgentEvent {
  if (!present) return { type: 'agent_left', payload: { room_id, agent_id: participant_id }, to: { room_id } };
  const who = directory.participant(participant_id);
  const agent = { agent_id: participant_id, name: who?.name ?? '', ...(who ? kindAndRole(who) : {}) };
  const payload = { room_id, agent, ...(how === 'reconnected' ? { reconnected: true } : {}) };
  return { type: 'agent_joined', payload, to: { room_id }, except_id: participant_id };
}
