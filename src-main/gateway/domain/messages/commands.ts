import type { Activity } from '../../../../src-shared/activities.ts';
import * as z from 'zod/mini';
import type { Request } from '../../../../src-shared/commands/index.ts';
import { historyLimit } from '../../../../src-shared/commands/messages.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { MESSAGE_BYTES_MAX, METADATA_BYTES_MAX, METADATA_DEPTH_MAX } from '../../../../src-shared/limits.ts';
import { hasLossyNumber } from '../../../../src-shared/json-text.ts';
import type { Message, MessageKind, Participant, Room } from '../../../../src-shared/objects.ts';
import type { Offer } from '../../../../src-shared/offers.ts';
import { isWebhook } from '../../../../src-shared/participants.ts';
import { parseTime } from '../../../../src-shared/rfc3339.ts';
import { isSealed } from '../../../../src-shared/sealed-mark.ts';
import { activitiesNow, coverageOf, upToNow } from '../../store/history-page.ts';
import type { HistoryQuestion, PageStart } from '../../store/interfaces/archive.ts';
import { withinBytes } from '../../store/read-fitting.ts';
import { textWithChoices } from './choices.ts';
import { mentionsIn } from './mentions.ts';
import type { NewMessage } from './transactions.ts';
import { hasHomeKey, isProgram } from '../actor.ts';
import type { Caller, Commands, Core } from '../core.ts';
import { filesToSend } from '../files/commands.ts';
import { requirePermission, mayDeleteMessage } from '../policy.ts';
import { linksToPreview, mayHaveLinks } from '../previews/links.ts';
import { mayHaveExpired } from '../up-to-date.ts';

type MessageCommand = 'send_message' | 'edit_message' | 'delete_message' | 'react' | 'get_history' | 'list_edits' | 'room_tip';

export interface MessagePorts {
  /** A message has another text. `before`: the text that it had. */
  edited(before: string, message: Message): void;
}

export function messageCommands(core: Core, ports: MessagePorts): Pick<Commands, MessageCommand> {
  return {
    send_message: (context, { client_id, ...written }) =>
      core.post(context.actor, 'postMessage', newMessage(core, context, written, client_id?.toWellFormed() ?? null)),

    async edit_message(context, { room_id, message_id, ...request }) {
      core.openRoom(context, room_id);
      const message = await messageIn(core, room_id, message_id);
      // Once more: what may be done is decided in the same turn in which it is done.
      const entry = core.openRoom(context, room_id);
      requirePermission(message.author_id === context.actor.participant_id, 'Only its author can change a message.');
      if (message.kind === 'vote') throw new AppError('invalid_payload', 'The title of a vote cannot be changed.');
      if (message.kind === 'approval') throw new AppError('invalid_payload', 'A request for approval cannot be changed. Ask again.');
      if (message.forwarded_from) throw new AppError('invalid_payload', 'A forwarded message cannot be changed.');
      if (message.choice !== undefined) throw new AppError('invalid_payload', 'A choice cannot be changed. Choose again.');
      if (message.choices) throw new AppError('invalid_payload', 'A message that offers choices cannot be changed. Ask again.');
      if (message.act) throw new AppError('invalid_payload', 'An act of an agent cannot be changed.');
      const content = contentFor(entry.room, request.content);
      const mentions = entry.room.encrypted ? message.mentions : mentionsIn(core, entry, message.author_id, content, []);
      const links = mayHaveLinks(content) ? linksToPreview(content) : [];
      const edited = await core.post(context.actor, 'editMessage', {
        ...{ room_id, message_id, content, mentions, links },
        by_program: isProgram(context.actor),
        by_home_key: hasHomeKey(context.actor),
      });
      ports.edited(message.content, edited);
      return edited;
    },

    async delete_message(context, { room_id, message_id }) {
      core.requireParticipation(context, room_id);
      const message = await messageIn(core, room_id, message_id);
      const { room } = core.requireParticipation(context, room_id);
      requirePermission(mayDeleteMessage(core.directory, context.actor, message, room), 'Only its author can delete a message.');
      return core.write('deleteMessage', { room_id, message_id });
    },

    react(context, { room_id, message_id, emoji, on }) {
      core.openRoom(context, room_id);
      const by = { participant_id: context.actor.participant_id, by_home_key: hasHomeKey(context.actor) };
      return core.post(context.actor, 'react', { room_id, message_id, ...by, emoji, on });
    },

    async get_history({ actor: asker }, request) {
      core.room(asker, request.room_id);
      const question = questionOf(request);
      const { value, later } = await core.reading(core.archive.history(question));
      const { room } = core.room(core.readerNow(asker), request.room_id);
      const meanwhile = { room_id: room.id, later, expiredThroughSeq: room.expired_through_seq };
      const page = upToNow(question, value, meanwhile);
      const range = coverageOf(page, value.start, room);
      const activities = activitiesNow(value, range, meanwhile);
      return { room_id: room.id, ...page, ...range, activities, participants: authorsOf(core, page.messages, activities) };
    },

    async list_edits({ actor: asker }, { room_id, message_id, before, limit }) {
      core.room(asker, room_id);
      const { value: found, actor } = await core.upToDate(
        asker,
        (archive) => archive.edits({ room_id, message_id }, before ?? null, limit + 1),
        (event) => (event.type === 'message.changed' && event.message.id === message_id) || mayHaveExpired(room_id, event),
      );
      core.room(actor, room_id);
      if (!found) throw new AppError('message_not_found');
      const edits = withinBytes(found.slice(0, limit));
      return { message_id, edits, has_more: found.length > edits.length };
    },

    room_tip({ actor }, { room_id }) {
      return { room_id, seq: core.room(actor, room_id).room.last_seq, epoch: core.epoch };
    },
  };
}

/** The text that a participant writes, now or for later. */
export type Written = Pick<
  Request<'send_message'>,
  'room_id' | 'content' | 'reply_to' | 'thread_id' | 'also_in_room' | 'metadata' | 'mentions' | 'file_ids'
> &
  Partial<Pick<Request<'send_message'>, 'choices' | 'choice'>>;

/** The message as it may be posted at this moment. Throws what `send_message` answers when it may not. */
export function newMessage(core: Core, context: Caller, request: Written, clientId: string | null): NewMessage {
  const entry = core.openRoom(context, request.room_id);
  const thread_id = request.thread_id ?? null;
  const { choices = null, choice = null } = request;
  const content = contentFor(entry.room, textWithChoices(entry.room, request));
  return {
    id: newId(),
    room_id: entry.room.id,
    author_id: context.actor.participant_id,
    kind: 'chat',
    content,
    // A client without threads shows a reply as an answer.
    reply_to: request.reply_to ?? thread_id,
    thread_id,
    also_in_room: request.also_in_room,
    ...{ choices, choice },
    metadata: boundedMetadata(request.metadata),
    mentions: mentionsIn(core, entry, context.actor.participant_id, content, request.mentions),
    client_id: clientId,
    file_ids: filesToSend(entry.room, request.file_ids),
    key_id: context.actor.grant.key_id,
    by_program: isProgram(context.actor),
    // A program outside is no agent that answers others.
    ...(isWebhook(core.directory.participant(context.actor.participant_id)) && { in_run: 'outside' as const }),
  };
}

interface OfKind extends Pick<NewMessage, 'room_id' | 'content' | 'act'> {
  metadata?: unknown;
  thread_id?: string | null | undefined;
}

/** The messages besides chat: a thought, or a leader's decision. */
export function postKind(
  core: Core,
  context: Caller,
  kind: Exclude<MessageKind, 'chat' | 'vote' | 'approval'>,
  { room_id, content, metadata, thread_id = null, act = null }: OfKind,
): Promise<Message> {
  const entry = core.openRoom(context, room_id);
  const author_id = context.actor.participant_id;
  const text = contentFor(entry.room, content);
  return core.post(context.actor, 'postMessage', {
    id: newId(),
    room_id,
    author_id,
    kind,
    content: text,
    reply_to: null,
    thread_id,
    act,
    metadata: boundedMetadata(metadata),
    // A thought notifies no participant. A decision that names one asks something of them.
    mentions: kind === 'decision' ? mentionsIn(core, entry, author_id, text, []) : [],
    client_id: null,
    key_id: context.actor.grant.key_id,
    by_program: isProgram(context.actor),
  });
}

/** Throws `message_not_found`. */
export async function messageIn(core: Core, roomId: string, messageId: string): Promise<Message> {
  const { value: message } = await core.archive.message(roomId, messageId);
  if (!message) throw new AppError('message_not_found');
  return message;
}

/** The content that a room takes. A sealed room stores no text that the server could read. Metadata is not sealed. */
function contentFor({ encrypted }: Room, text: string): string {
  if (encrypted && !isSealed(text)) throw new AppError('plaintext_in_encrypted_room');
  return bounded(text);
}

/** Half a character cannot be stored. It becomes U+FFFD here, so that all clients see the same. */
export function bounded(text: string): string {
  const content = text.toWellFormed();
  requireBytes(Buffer.byteLength(content));
  return content;
}

/** Throws `message_too_large`. */
export function requireBytes(bytes: number): void {
  if (bytes > MESSAGE_BYTES_MAX) throw new AppError('message_too_large', `A message has at most ${MESSAGE_BYTES_MAX / 1024} KiB.`);
}

function boundedMetadata(metadata: unknown): unknown {
  if (metadata === undefined || metadata === null) return null;
  if (looksLikeOffers(metadata)) {
    throw new AppError('invalid_payload', 'metadata.actions: only the agents of the home itself offer these actions.');
  }
  if (isDeeperThan(METADATA_DEPTH_MAX, metadata)) {
    throw new AppError('invalid_payload', `metadata: at most ${METADATA_DEPTH_MAX} objects and lists within each other.`);
  }
  if (hasLossyNumber(metadata)) {
    throw new AppError('invalid_payload', 'metadata: a number in it has more digits than can be kept, or is too large. Send it as a text.');
  }
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_BYTES_MAX) {
    throw new AppError('message_too_large', `A message's metadata has at most ${METADATA_BYTES_MAX / 1024} KiB.`);
  }
  return metadata;
}

const Actions = z.looseObject({ actions: z.array(z.unknown()) });
const Named = z.looseObject({ action: z.string() });
const OFFERED: Record<Offer['action'], true> = {
  create_room: true,
  connect_agent: true,
  invite_friend: true,
  open_invites: true,
  open_room: true,
  invite_person: true,
  renew_invite: true,
  reinvite_person: true,
  sign_in_program: true,
  answer_porter: true,
};

/** Agents are sent metadata unchanged. So only Porter can send its offers, such as a link into the home. */
function looksLikeOffers(metadata: unknown): boolean {
  const parsed = Actions.safeParse(metadata);
  if (!parsed.success) return false;
  return parsed.data.actions.some((each) => Object.hasOwn(OFFERED, Named.safeParse(each).data?.action.trim().toLowerCase() ?? ''));
}

function isDeeperThan(depth: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((each) => isDeeperThan(depth - 1, each));
}

/** since_seq wins over since, since over before_seq, before_seq over before; with none of them it is the newest. */
function questionOf({ room_id, since_seq, since, before_seq, before, limit, thread_id, view }: Request<'get_history'>): HistoryQuestion {
  const start = (): PageStart => {
    if (since_seq !== undefined && since_seq !== null) return { after_seq: since_seq };
    if (since !== undefined && since !== null) return { after_id: since };
    if (before_seq !== undefined && before_seq !== null) return { before_seq };
    return before === undefined || before === null ? { before_seq: Number.MAX_SAFE_INTEGER } : { before_time: timeOf(before) };
  };
  const isOfThread = thread_id !== undefined && thread_id !== null;
  return { room_id, view: isOfThread ? { thread_id } : view, limit: historyLimit(limit), start: start() };
}

function timeOf(before: string): number {
  const time = parseTime(before);
  if (time === null) throw new AppError('invalid_payload', 'before: not a time in RFC 3339.');
  return time;
}

export function authorsOf(core: Core, messages: readonly Message[], activities: readonly Activity[] = []): Participant[] {
  return participantsOf(core, [
    ...messages.flatMap(({ author_id, thread }) => [author_id, ...(thread?.author_ids ?? [])]),
    ...activities.flatMap(({ participant_id, by_id }) => [participant_id, ...(by_id === null ? [] : [by_id])]),
  ]);
}

/** Each once. */
export function participantsOf(core: Core, ids: readonly string[]): Participant[] {
  return [...new Set(ids)].flatMap((id) => core.directory.participant(id) ?? []);
}
