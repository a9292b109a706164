// The replies of the protocol, made from the home's.
import type { CommandName, Reply } from '../../../../src-shared/commands/index.ts';
import { PAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import type { Participant } from '../../../../src-shared/objects.ts';
import { isWaking } from '../../../../src-shared/work.ts';
import type { Directory } from '../../domain/directory.ts';
import { approvalReplies } from './approvals.ts';
import { coordinationReplies } from './coordination.ts';
import { hasMoreFlag, takeWithinBytes } from './page.ts';
import { named, toAgentInfo, toListedRoom, toRoom } from './objects.ts';
import { webhookReplies } from './webhooks.ts';

export interface AgentReply {
  type: string;
  payload: unknown;
}

/** Each of the three lists of a room's info. */
const INFO_BYTES_MAX = PAGE_BYTES_MAX / 3;

type Replies = { [C in CommandName]?: (directory: Directory, reply: Reply<C>, readerId: string) => AgentReply };

/** The reply to each command in this protocol. Commands that it does not know are answered with the shared objects. */
const REPLIES: Replies = {
  create_room: (_directory, room) => ok(toRoom(room)),
  send_message: (directory, sent, readerId) => ok(named(directory, sent, readerId)),
  get_history: (directory, { room_id, messages }, readerId) => ({
    type: 'history_result',
    payload: { room_id, messages: messages.map((each) => named(directory, each, readerId)) },
  }),
  list_rooms: (_directory, { rooms }, readerId) => {
    const all = rooms.map(({ room }) => toListedRoom(room, readerId));
    const shown = takeWithinBytes(all);
    return { type: 'room_list', payload: { rooms: shown, ...hasMoreFlag(all, shown) } };
  },
  list_agents: (_directory, { participants, presence, works = [], has_more }) => {
    const here = new Set([...presence.filter(({ online }) => online), ...works.filter(isWaking)].map((each) => each.participant_id));
    const all = participants.filter((each) => here.has(each.id) || isHosted(each)).map((each) => toAgentInfo(each, presence, works));
    const shown = takeWithinBytes(all);
    return { type: 'agent_list', payload: { agents: shown, ...(has_more ? { has_more } : hasMoreFlag(all, shown)) } };
  },
  room_info: (_directory, info) => ({ type: 'room_info_result', payload: toRoomInfo(info) }),
  room_tip: (_directory, tip) => ({ type: 'room_tip_result', payload: tip }),
  set_presence: (_directory, { status }) => ok({ status }),
  send_scheduled: (directory, sent, readerId) => ok(named(directory, sent, readerId)),
  thinking: (directory, thought, readerId) => ok(named(directory, thought, readerId)),
  stream_end: (directory, { message }, readerId) => ok({ message: message && named(directory, message, readerId) }),
  decision: (_directory, { id, room_id }) => ok({ message_id: id, room_id }),
  ...approvalReplies,
  ...coordinationReplies,
  ...webhookReplies,
};

/** `readerId`: the participant that asked. */
export function agentReply<C extends CommandName>(directory: Directory, name: C, reply: Reply<C>, readerId: string): AgentReply {
  const translate = REPLIES[name];
  return translate ? translate(directory, reply, readerId) : ok(reply);
}

function toRoomInfo({ room, present_ids, sub_rooms, participants, presence, works, floor }: Reply<'room_info'>): object {
  const agents = present_ids
    .flatMap((id) => participants.find((each) => each.id === id) ?? [])
    .map((each) => toAgentInfo(each, presence, works));
  return {
    room: toRoom(room),
    agents: takeWithinBytes(agents, INFO_BYTES_MAX),
    sub_rooms: takeWithinBytes(sub_rooms.map(toRoom), INFO_BYTES_MAX),
    current_turn_holder: floor.turn_id,
    turn_order: takeWithinBytes(present_ids, INFO_BYTES_MAX),
    leader_id: floor.leader_id,
  };
}

/** One that is paused is absent, and can still be found. */
function isHosted(participant: Participant): boolean {
  return participant.kind === 'agent' && participant.type === 'hosted';
}

function ok(payload: unknown): AgentReply {
  return { type: 'ok', payload };
}
