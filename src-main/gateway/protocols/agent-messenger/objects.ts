// The objects of the REST API, made from the home's.
import { createHash } from 'node:crypto';
import type { Agent, Message } from '../../../../src-shared/objects.ts';
import { isWebhook } from '../../../../src-shared/participants.ts';
import type { Core } from '../../domain/core.ts';
import type { Actor } from '../../domain/actor.ts';
import { canSeeParticipant } from '../../domain/policy.ts';
import { contentOf, senderOf, timeText } from './conversation.ts';
import { traitOf } from './identity.ts';
import { statusText } from './status.ts';

export function agentObject(core: Core, agent: Agent): object {
  const presence = core.presence.of(agent.id);
  return {
    id: agent.id,
    name: agent.name,
    model: traitOf(agent, 'model'),
    personality: traitOf(agent, 'personality'),
    specialty: traitOf(agent, 'specialty') || (agent.description ?? ''),
    status: statusText(presence),
  };
}

/** Those that the actor can see, by name. */
export function agentsFor(core: Core, actor: Actor): Agent[] {
  const all = [...core.directory.participants()].filter(
    (each): each is Agent => each.kind === 'agent' && each.removed_at === null && !isWebhook(each),
  );
  return byName(all.filter(({ id }) => id !== actor.participant_id && canSeeParticipant(core.directory, actor, id)));
}

export function byName(agents: readonly Agent[]): Agent[] {
  return [...agents].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

export function messageObject(core: Core, message: Message): object {
  const { id, room_id, author_id, metadata, created_at, edited_at, deleted_at } = message;
  const reactions = reactionsOf(message);
  const files = message.attachments.map((file) => file.id);
  const read_at = readAt(core, message);
  return {
    id,
    conversation_id: room_id,
    sender_type: senderOf(core.directory, message),
    sender_id: author_id,
    content: contentOf(message),
    // As a text of JSON, as their server has it.
    metadata: metadata === null || metadata === undefined ? '' : JSON.stringify(metadata),
    created_at: timeText(created_at),
    ...(read_at !== null && { read_at: timeText(read_at) }),
    ...(edited_at !== null && { edited_at: timeText(edited_at) }),
    is_deleted: deleted_at !== null,
    ...(reactions.length > 0 && { reactions }),
    ...(files.length > 0 && { attachment_ids: files }),
  };
}

/** When the other one has read it. */
function readAt({ directory }: Core, { room_id, author_id, seq, created_at }: Message): number | null {
  const mark = directory.readsIn(room_id).find(({ participant_id }) => participant_id !== author_id);
  return mark && mark.seq >= seq ? Math.max(created_at, mark.at ?? created_at) : null;
}

export interface ReactionObject {
  id: string;
  message_id: string;
  user_id: string;
  emoji: string;
  created_at: string;
}

export function reactionsOf(message: Message): ReactionObject[] {
  return message.reactions.flatMap(({ emoji, participant_ids }) =>
    participant_ids.map((user_id) => reactionObject(message, user_id, emoji)),
  );
}

/** The home keeps no time of a reaction, and no id: the same reaction has the same id. */
export function reactionObject({ id, created_at }: Message, user_id: string, emoji: string): ReactionObject {
  const hash = createHash('sha256').update(`${id}\n${user_id}\n${emoji}`).digest('hex').slice(0, 24);
  return { id: `rxn_${hash}`, message_id: id, user_id, emoji, created_at: timeText(created_at) };
}
