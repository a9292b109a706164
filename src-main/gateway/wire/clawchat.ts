// The ClawChat protocol's own objects, replies and events, made from ours. Agents written for it see these.
import type { CommandName, Reply } from '../../../src-shared/commands/index.ts';
import type { EventOf } from '../../../src-shared/events/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { filePath, type FileInfo } from '../../../src-shared/files.ts';
import { PAGE_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { Message, Participant, Presence, Room } from '../../../src-shared/objects.ts';
import { authorFacts, roleOf, type AuthorFacts } from './author.ts';
import { coordinationEvents, coordinationReplies, decisionMade, turnChanged } from './clawchat-coordination.ts';
import { webhookReplies } from './clawchat-webhooks.ts';
import { fitting, goesOn } from './fitting.ts';
import { stamp } from './stamp.ts';
import type { Directory } from '../domain/directory.ts';
import type { Outgoing } from '../realtime/hub.ts';
import type { Change } from '../store/interfaces/change.ts';

export interface ClawChatReply {
  type: string;
  payload: unknown;
}

/** Each of the three lists of a room's info. */
const INFO_BYTES_MAX = PAGE_BYTES_MAX / 3;

type Replies = { [C in CommandName]?: (directory: Directory, reply: Reply<C>, readerId: string) => ClawChatReply };

/** What each command answers in this protocol; those it does not know are answered with our own objects. */
const REPLIES: Replies = {
  create_room: (_directory, room) => ok(toRoom(room)),
  send_message: (directory, sent, readerId) => ok(named(directory, sent, readerId)),
  get_history: (directory, { room_id, messages }, readerId) => ({
    type: 'history_result',
    payload: { room_id, messages: messages.map((each) => named(directory, each, readerId)) },
  }),
  list_rooms: (_directory, { rooms }) => {
    const all = rooms.map(({ room }) => toListedRoom(room));
    const shown = fitting(all);
    return { type: 'room_list', payload: { rooms: shown, ...goesOn(all, shown) } };
  },
  list_agents: (_directory, { participants, presence, has_more }) => {
    const online = new Set(presence.filter((each) => each.online).map((each) => each.participant_id));
    const all = participants.filter((each) => online.has(each.id)).map((each) => toAgentInfo(each, presence));
    const shown = fitting(all);
    return { type: 'agent_list', payload: { agents: shown, ...(has_more ? { has_more } : goesOn(all, shown)) } };
  },
  room_info: (_directory, info) => ({ type: 'room_info_result', payload: toRoomInfo(info) }),
  room_tip: (_directory, tip) => ({ type: 'room_tip_result', payload: tip }),
  set_presence: (_directory, { status }) => ok({ status }),
  thinking: (directory, thought, readerId) => ok(named(directory, thought, readerId)),
  decision: (_directory, { id, room_id }) => ok({ message_id: id, room_id }),
  ...coordinationReplies,
  ...webhookReplies,
};

/** `readerId`: the participant that asked. */
export function clawChatReply<C extends CommandName>(directory: Directory, name: C, reply: Reply<C>, readerId: string): ClawChatReply {
  const translate = REPLIES[name];
  return translate ? translate(directory, reply, readerId) : ok(reply);
}

/** A message as this protocol has it, with the name and role its author has now. */
export function named(directory: Directory, message: Message, readerId: string): object {
  return toChatMessage(message, directory.participant(message.author_id)?.name ?? '', authorFacts(directory, message.author_id, readerId));
}

/** What the translation of an event needs to know of the home. */
export interface ClawChatView {
  directory: Directory;
  /** Those who have a room open, in the order they came. */
  presentIn(roomId: string): string[];
}

/** The events a change is for those who have a room open. */
export function clawChatEvents(view: ClawChatView, { event, only_id }: Change): Outgoing[] {
  const { directory } = view;
  // What one participant alone is told is for the app's picture of the home; the protocol has no such word.
  if (only_id !== null) return [];
  switch (event.type) {
    case 'message.posted':
      return posted(directory, event.message);
    case 'room.created':
      return [{ type: 'room_created', payload: toRoom(event.room), to: { all: true } }];
    case 'room.changed':
      return [{ type: 'room_updated', payload: toUpdatedRoom(event.room), to: { all: true } }];
    case 'room.removed':
      return only_id === null ? [{ type: 'room_destroyed', payload: { room_id: event.room_id }, to: { all: true } }] : [];
    case 'room.presence':
      return [attendance(directory, event)];
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
    case 'presence.changed':
      return event.presence.online ? [presenceUpdate(directory, event.presence)] : [];
    default:
      return [];
  }
}

function presenceUpdate(directory: Directory, { participant_id, status, detail, progress }: Presence): Outgoing {
  const agent_name = directory.participant(participant_id)?.name ?? '';
  const payload = { agent_id: participant_id, agent_name, status, status_detail: detail, progress };
  return { type: 'presence_update', payload, to: { near_id: participant_id }, except_id: participant_id };
}

function posted(directory: Directory, message: Message): Outgoing[] {
  const { room_id, author_id } = message;
  const others = authorFacts(directory, author_id, '');
  // Agents are sent whether the author is their owner: the only field that differs between readers.
  const owned = { ...others, is_my_owner: true };
  const name = directory.participant(author_id)?.name ?? '';
  const said = (type: string, wrap: (payload: object) => object): Pick<Outgoing, 'type' | 'payload' | 'for_agents_of'> => {
    const payloadFor = (facts: AuthorFacts): object =>
      wrap(message.kind === 'decision' ? decisionMade(message, name, facts) : toChatMessage(message, name, facts));
    const for_agents_of = others.author_kind === 'person' ? { owner_id: author_id, payload: payloadFor(owned) } : null;
    return { type, payload: payloadFor(others), ...(for_agents_of && { for_agents_of }) };
  };
  const asItIs = (payload: object): object => payload;
  if (message.kind === 'decision') return [{ ...said('decision_made', asItIs), to: { room_id } }];
  const received: Outgoing = {
    ...said(message.kind === 'thinking' ? 'thinking' : 'message_received', asItIs),
    to: { room_id },
    except_id: author_id,
  };
  if (message.mentions.length === 0) return [received];
  const mention = said('mention', (payload) => ({ room_id, message: payload }));
  return [received, ...message.mentions.map((participant_id): Outgoing => ({ ...mention, to: { participant_id, if_sees_room: room_id } }))];
}

function attendance(directory: Directory, { room_id, participant_id, present, how }: EventOf<'room.presence'>): Outgoing {
  if (!present) return { type: 'agent_left', payload: { room_id, agent_id: participant_id }, to: { room_id } };
  const who = directory.participant(participant_id);
  const agent = { agent_id: participant_id, name: who?.name ?? '', ...(who ? kindAndRole(who) : {}) };
  const payload = { room_id, agent, ...(how === 'reconnected' ? { reconnected: true } : {}) };
  return { type: 'agent_joined', payload, to: { room_id }, except_id: participant_id };
}

function toChatMessage(message: Message, agentName: string, facts: AuthorFacts): object {
  const { id, room_id, author_id, content, reply_to, attachments, created_at, seq } = message;
  return {
    message_id: id,
    room_id,
    agent_id: author_id,
    agent_name: agentName,
    // Ours: names can be alike, and these cannot.
    ...facts,
    content,
    ...(reply_to === null ? {} : { reply_to_message: reply_to }),
    metadata: clawChatMetadata(message),
    // The protocol has no files; its clients leave out what they do not know.
    ...(attachments.length === 0 ? {} : { attachments: attachments.map(toAttachment) }),
    timestamp: stamp(created_at),
    seq,
  };
}

/** `url`: under the home's own address, with the agent's key. */
function toAttachment(file: FileInfo): object {
  const { id, name, type, size, sha256, width, height } = file;
  return { file_id: id, name, type, size, sha256, ...(width === null ? {} : { width, height }), url: filePath(file) };
}

function toRoom({ id, name, description, parent_id, ephemeral, created_at, created_by, visibility, encrypted, archived_at }: Room): object {
  return {
    room_id: id,
    name,
    ...(description === null ? {} : { description }),
    ...(parent_id === null ? {} : { parent_id }),
    ephemeral,
    created_at: stamp(created_at),
    ...(created_by === null ? {} : { created_by }),
    visibility,
    encrypted,
    // The protocol has no archive; its clients leave out what they do not know.
    ...(archived_at === null ? {} : { archived: true, archived_at: stamp(archived_at) }),
  };
}

/** Says `archived` also of a room that was brought back. */
function toUpdatedRoom(room: Room): object {
  return { ...toRoom(room), archived: room.archived_at !== null };
}

function toListedRoom(room: Room): object {
  const last = room.last_message_at;
  return { ...toRoom(room), member_count: room.member_ids.length, ...(last === null ? {} : { last_activity: stamp(last) }) };
}

function toAgentInfo(participant: Participant, presence: readonly Presence[]): object {
  const state = presence.find((each) => each.participant_id === participant.id);
  const since = stamp(state?.last_active_at ?? participant.created_at);
  return {
    agent_id: participant.id,
    name: participant.name,
    ...kindAndRole(participant),
    capabilities: participant.kind === 'agent' ? participant.capabilities : [],
    connected_at: since,
    last_active: since,
    status: state?.status ?? 'idle',
    ...(state?.detail ? { status_detail: state.detail } : {}),
    ...(typeof state?.progress === 'number' ? { progress: state.progress } : {}),
  };
}

function kindAndRole(participant: Participant): { kind: Participant['kind']; role: string } {
  return { kind: participant.kind, role: roleOf(participant) };
}

function toRoomInfo({ room, present_ids, sub_rooms, participants, presence, floor }: Reply<'room_info'>): object {
  const agents = present_ids.flatMap((id) => participants.find((each) => each.id === id) ?? []).map((each) => toAgentInfo(each, presence));
  return {
    room: toRoom(room),
    agents: fitting(agents, INFO_BYTES_MAX),
    sub_rooms: fitting(sub_rooms.map(toRoom), INFO_BYTES_MAX),
    current_turn_holder: floor.turn_id,
    turn_order: fitting(present_ids, INFO_BYTES_MAX),
    leader_id: floor.leader_id,
  };
}

/** The protocol marks thoughts and decisions in their metadata; a decision keeps its author's besides. */
function clawChatMetadata({ kind, author_id, metadata }: Message): unknown {
  if (kind === 'thinking') return { type: 'thinking' };
  if (kind !== 'decision') return metadata ?? null;
  return { ...(typeof metadata === 'object' ? metadata : {}), type: 'decision', decided_by: author_id };
}

function ok(payload: unknown): ClawChatReply {
  return { type: 'ok', payload };
}

/** The protocol's own word for a frame it does not know. */
export function unknownCommand(type: string): AppError {
  return new AppError('invalid_payload', `Unknown command: ${type}`);
}
