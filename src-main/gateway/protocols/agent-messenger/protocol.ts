// Changes of the home as frames of Agent Messenger: one protocol of the hub for each audience, so that each change is encoded once.
import type { EventOf } from '../../../../src-shared/events/index.ts';
import type { Message, Presence } from '../../../../src-shared/objects.ts';
import { once } from '../../../../src-shared/once.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import type { AgentSession, Connection } from '../../realtime/connection.ts';
import type { Protocol } from '../../realtime/protocol.ts';
import type { Change } from '../../store/interfaces/change.ts';
import { conversationIn, isShown, senderOf, timeText, type AgentConversation } from './conversation.ts';
import { dialectFrame, inBothPlaces, messageFrames, type Audience, type DialectFrame } from './frames.ts';
import type { KnownMessages, MessageChange } from './known-messages.ts';
import { statusText } from './status.ts';

export interface DialectDeps {
  core: Core;
  known: KnownMessages;
  /** A connection with a session of this protocol has ended. */
  ended(connection: Connection): void;
}

export interface DialectProtocol extends Protocol {
  session(actor: Actor, deliveredCursor: number): AgentSession;
}

/** The three of them share what they know of messages and of who is online. */
export function createDialects(deps: DialectDeps): Record<Audience, DialectProtocol> {
  const changesOf = rememberLast((change: Change) => framesOf(deps, change));
  const create = (audience: Audience): DialectProtocol => {
    const protocol: DialectProtocol = {
      name: `agent-messenger ${audience}`,
      accept: {},
      reply: (_name, reply) => ({ type: 'ok', payload: reply }),
      encode: (change) =>
        changesOf(change).flatMap(({ of, except_id }) =>
          of(audience).map((frame) => ({ change, to: { entitled: true }, except_id, frameFor: once(() => frame) })),
        ),
      ended: deps.ended,
      session: (actor, deliveredCursor) => ({ kind: 'agent session', protocol, actor, deliveredCursor }),
    };
    return protocol;
  };
  return { envelope: create('envelope'), flat: create('flat'), agent: create('agent') };
}

/** The hub asks each protocol for the same change in turn. */
function rememberLast<T>(make: (change: Change) => T): (change: Change) => T {
  let last: { change: Change; made: T } | null = null;
  return (change) => {
    if (last?.change !== change) last = { change, made: make(change) };
    return last.made;
  };
}

interface Encoded {
  /** In the forms that this audience understands. */
  of(audience: Audience): DialectFrame[];
  except_id?: string | undefined;
}

function framesOf({ core, known }: DialectDeps, { event, only_id }: Change): Encoded[] {
  if (only_id !== null) return [];
  switch (event.type) {
    case 'message.posted':
      return posted(core, known, event);
    case 'message.changed':
      return changed(core, known, event);
    case 'typing.changed':
      return typing(core, event);
    case 'presence.changed':
      return presence(core, event.presence);
    case 'work.changed': {
      const { room_id, participant_id } = event.work;
      return inConversation(core, room_id, () => [
        both('status', { ...senderFields(core, participant_id), status: statusText(event.work), conversation_id: room_id }, participant_id),
      ]);
    }
    case 'read_receipts.changed':
      return inConversation(core, event.room_id, ({ room }) =>
        event.reads.map(({ participant_id, seq }) =>
          both('read_receipt', { conversation_id: room.id, read_by: participant_id, count: known.readOn(room.id, participant_id, seq) }),
        ),
      );
    case 'room.created':
      return inConversation(core, event.room.id, ({ user, agent }) => [
        both('conversation_created', { conversation_id: event.room.id, user_id: user.id, agent_id: agent.id }),
      ]);
    default:
      return [];
  }
}

function posted(core: Core, known: KnownMessages, { message, cursor }: EventOf<'message.posted'>): Encoded[] {
  if (!isShown(message)) return [];
  return inConversation(core, message.room_id, (conversation) => {
    known.learn(message);
    return [{ of: (audience) => framesOfMessage(audience, conversation, message, cursor) }];
  });
}

export function framesOfMessage(
  audience: Audience,
  conversation: AgentConversation,
  message: Message,
  cursor: number | null = null,
): DialectFrame[] {
  const at = { room_id: message.room_id, seq: message.seq };
  return messageFrames(audience, conversation, message).map((value) => dialectFrame(value, cursor, at));
}

function changed(core: Core, known: KnownMessages, { message }: EventOf<'message.changed'>): Encoded[] {
  if (!isShown(message)) return [];
  return inConversation(core, message.room_id, () =>
    known.changesOf(message).map((change) => {
      const [type, fields] = changeFields(message, change);
      return both(type, { message_id: message.id, conversation_id: message.room_id, ...fields });
    }),
  );
}

function changeFields(message: Message, change: MessageChange): [type: string, fields: object] {
  if (change.kind === 'edited')
    return ['message_edited', { content: message.content, edited_at: timeText(message.edited_at ?? 0), edited_by: message.author_id }];
  // In a conversation only its author can delete a message.
  if (change.kind === 'deleted')
    return ['message_deleted', { deleted_by: message.author_id, deleted_at: timeText(message.deleted_at ?? 0) }];
  return [change.kind, { user_id: change.participant_id, emoji: change.emoji }];
}

function typing(core: Core, { room_id, participant_id, typing: isTyping }: EventOf<'typing.changed'>): Encoded[] {
  return inConversation(core, room_id, () => [
    both('typing', { conversation_id: room_id, ...senderFields(core, participant_id), typing: isTyping }, participant_id),
  ]);
}

function presence(core: Core, state: Presence): Encoded[] {
  const { participant_id, online } = state;
  // Their own users see each other in no list of the protocol.
  if (core.directory.participant(participant_id)?.kind !== 'agent') return [];
  return [
    both('presence_update', { id: participant_id, type: 'agent', online }, participant_id),
    both('status', { ...senderFields(core, participant_id), status: statusText(state) }, participant_id),
  ];
}

function senderFields(core: Core, participantId: string): object {
  const sender_type = senderOf(core.directory, { author_id: participantId });
  return { sender_type, sender_id: participantId, ...(sender_type === 'agent' && { agent_id: participantId }) };
}

function inConversation(core: Core, roomId: string, frames: (conversation: AgentConversation) => Encoded[]): Encoded[] {
  const conversation = conversationIn(core.directory, roomId);
  return conversation ? frames(conversation) : [];
}

/** A frame that is the same for all audiences. */
function both(type: string, fields: object, except_id?: string): Encoded {
  const frames = once(() => [dialectFrame(inBothPlaces(type, fields))]);
  return { of: frames, except_id };
}
