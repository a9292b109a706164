// Objects of the protocol, made from the home's.
import { filePath, type FileInfo } from '../../../../src-shared/files.ts';
import { forwardedAsQuote, forwardedParts, type ForwardedFrom } from '../../../../src-shared/forwarded.ts';
import type { Message, Participant, Presence, PresenceStatus, Room } from '../../../../src-shared/objects.ts';
import { roleOf } from '../../../../src-shared/participants.ts';
import { presenceIn, type PresenceThere, type Work } from '../../../../src-shared/work.ts';
import type { Directory } from '../../domain/directory.ts';
import { authorFacts, type AuthorFacts } from './author.ts';
import { stamp } from './stamp.ts';

/** A message of this protocol, with the present name and role of its author. */
export function named(directory: Directory, message: Message, readerId: string): object {
  return toChatMessage(message, directory.participant(message.author_id)?.name ?? '', authorFacts(directory, message.author_id, readerId));
}

export function toChatMessage(message: Message, agentName: string, facts: AuthorFacts): object {
  const { id, room_id, author_id, content, reply_to, thread_id, mentions, attachments, created_at, seq } = message;
  const { forwarded_from, unfinished, act, choices, choice, by_program } = message;
  return {
    message_id: id,
    room_id,
    agent_id: author_id,
    agent_name: agentName,
    // Not in the protocol. Names can be alike; these fields cannot.
    ...facts,
    ...(by_program && { by_program }),
    // Its clients have no quote card: the text is marked as that of its author.
    content: forwarded_from ? quoted(content, forwarded_from) : content,
    ...(reply_to === null ? {} : { reply_to_message: reply_to }),
    // Not in the protocol: an agent that was away reads in the history which messages called it.
    ...(thread_id !== undefined && { thread_id }),
    ...(mentions.length > 0 && { mentions }),
    metadata: metadataOf(message),
    // The protocol has no files; its clients leave out what they do not know.
    ...(attachments.length === 0 ? {} : { attachments: attachments.map(toAttachment) }),
    timestamp: stamp(created_at),
    seq,
    ...(unfinished && { unfinished }),
    ...(act && { act }),
    ...(choices && { choices }),
    ...(choice !== undefined && { choice }),
  };
}

function quoted(content: string, from: ForwardedFrom): string {
  const { comment, text } = forwardedParts(content, from);
  return forwardedAsQuote(comment, text, `Forwarded from ${from.author_name}:`);
}

/** `url`: under the home's own address, with the agent's key. */
function toAttachment(file: FileInfo): object {
  const { id, name, type, size, sha256, width, height } = file;
  return { file_id: id, name, type, size, sha256, ...(width === null ? {} : { width, height }), url: filePath(file) };
}

export function toRoom({
  id,
  name,
  description,
  topic,
  tags,
  parent_id,
  ephemeral,
  created_at,
  created_by,
  visibility,
  encrypted,
  archived_at,
  agents_paused,
}: Room): object {
  return {
    room_id: id,
    name,
    ...(description === null ? {} : { description }),
    ...(topic === null ? {} : { topic }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(parent_id === null ? {} : { parent_id }),
    ephemeral,
    created_at: stamp(created_at),
    ...(created_by === null ? {} : { created_by }),
    visibility,
    encrypted,
    // The protocol has no archive; its clients leave out what they do not know.
    ...(archived_at === null ? {} : { archived: true, archived_at: stamp(archived_at) }),
    ...(agents_paused && { agents_paused }),
  };
}

/** Has `archived` also for a restored room, and `agents_paused` also where agents may write again. */
export function toUpdatedRoom(room: Room): object {
  return { ...toRoom(room), archived: room.archived_at !== null, agents_paused: room.agents_paused };
}

/** `direct` and `member` are not in the protocol: without them, an agent cannot find the rooms that it belongs to. */
export function toListedRoom(room: Room, readerId: string): object {
  const last = room.last_message_at;
  return {
    ...toRoom(room),
    member_count: room.member_ids.length,
    ...(room.direct && { direct: true }),
    ...(room.member_ids.includes(readerId) && { member: true }),
    ...(last === null ? {} : { last_activity: stamp(last) }),
  };
}

export function toAgentInfo(participant: Participant, presence: readonly Presence[], works: readonly Work[] = []): object {
  const isTheirs = (each: { participant_id: string }): boolean => each.participant_id === participant.id;
  const seen = presence.find(isTheirs);
  const state = presenceIn(seen, works.find(isTheirs));
  const since = stamp(state?.last_active_at ?? participant.created_at);
  return {
    agent_id: participant.id,
    name: participant.name,
    ...kindAndRole(participant),
    capabilities: participant.kind === 'agent' ? participant.capabilities : [],
    connected_at: since,
    last_active: since,
    ...statusOf(state?.status ?? 'idle'),
    ...(state?.detail ? { status_detail: state.detail } : {}),
    ...(typeof state?.progress === 'number' ? { progress: state.progress } : {}),
  };
}

/** Clients that know no `blocked` and no `waking` see that the agent waits. Those that know no `busy` see that it works. */
export function statusOf(status: PresenceThere['status']): { status: PresenceStatus; blocked?: true; waking?: true } {
  if (status === 'waking') return { status: 'waiting', waking: true };
  if (status === 'busy') return { status: 'working' };
  return status === 'blocked' ? { status: 'waiting', blocked: true } : { status };
}

export function kindAndRole(participant: Participant): { kind: Participant['kind']; role: string } {
  return { kind: participant.kind, role: roleOf(participant) };
}

/** The protocol marks thoughts, decisions, votes and approvals in their metadata. A decision keeps its author's besides. */
function metadataOf({ id, kind, author_id, metadata }: Message): unknown {
  if (kind === 'thinking') return { type: 'thinking' };
  if (kind === 'vote') return { type: 'vote', vote_id: id };
  if (kind === 'approval') return { type: 'approval', approval_id: id };
  if (kind !== 'decision') return metadata ?? null;
  return { ...(typeof metadata === 'object' ? metadata : {}), type: 'decision', decided_by: author_id };
}
