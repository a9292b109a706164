import * as z from 'zod/mini';
import type { Request, Reply } from '../../../src-shared/commands/index.ts';
import { historyLimit } from '../../../src-shared/commands/messages.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { newId } from '../../../src-shared/ids.ts';
import { MESSAGE_BYTES_MAX, METADATA_BYTES_MAX, METADATA_DEPTH_MAX, PAGE_BYTES_MAX } from '../../../src-shared/limits.ts';
import { hasLossyNumber } from '../../../src-shared/json-text.ts';
import { mentionedIds, type Named } from '../../../src-shared/mentions.ts';
import type { Message, MessageKind, Offer, Participant, Room } from '../../../src-shared/objects.ts';
import { parseTime } from '../../../src-shared/rfc3339.ts';
import { isSealed } from '../../../src-shared/sealed-mark.ts';
import type { Reads } from '../store/reads.ts';
import type { MessageRow } from '../store/schema.ts';
import type { Commands, Context, Core } from './core.ts';
import type { RoomEntry } from './directory.ts';
import { filesToSend } from './files.ts';
import { demand, mayBeCalledIn, mayModerate } from './policy.ts';
import { readFitting } from './read-fitting.ts';

type MessageCommand = 'send_message' | 'edit_message' | 'delete_message' | 'react' | 'get_history' | 'list_edits' | 'room_tip';

export function messageCommands(core: Core): Pick<Commands, MessageCommand> {
  return {
    send_message: (context, request) => send(core, context, request),

    edit_message(context, { room_id, message_id, ...request }) {
      const entry = core.openRoom(context, room_id);
      const row = messageIn(core, entry, message_id);
      demand(row.author_id === context.actor.participant_id, 'Only its author can change a message.');
      const content = contentFor(entry.room, request.content);
      const mentions = entry.room.encrypted
        ? core.readsOf(entry.room).message(row).mentions
        : mentionsIn(core, entry, row.author_id, content, []);
      return core.post(context.actor, entry.room, 'editMessage', { message_id, content, mentions });
    },

    delete_message(context, { room_id, message_id }) {
      const entry = core.roomOfOnes(context, room_id);
      const row = messageIn(core, entry, message_id);
      const isAuthor = row.author_id === context.actor.participant_id;
      demand(isAuthor || (!entry.room.direct && mayModerate(core.directory, context.actor)), 'Only its author can take a message back.');
      return core.writeIn(entry.room, 'deleteMessage', { message_id });
    },

    react(context, { room_id, message_id, emoji, on }) {
      const entry = core.openRoom(context, room_id);
      messageIn(core, entry, message_id);
      return core.post(context.actor, entry.room, 'react', { message_id, participant_id: context.actor.participant_id, emoji, on });
    },

    get_history({ actor }, request) {
      const { room } = core.room(actor, request.room_id);
      const reads = core.readsOf(room);
      // Old messages may be deleted meanwhile, and a page has no gap.
      const page = reads.atOneMoment(() => historyPage(reads, request));
      return { room_id: room.id, ...page, participants: authorsOf(core, page.messages) };
    },

    list_edits({ actor }, { room_id, message_id, before, limit }) {
      const entry = core.room(actor, room_id);
      const { cursor } = messageIn(core, entry, message_id);
      const found = core.readsOf(entry.room).edits(cursor, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
      const edits = withinBytes(found.slice(0, limit));
      return { message_id, edits, has_more: found.length > edits.length };
    },

    room_tip({ actor }, { room_id }) {
      return { room_id, seq: core.room(actor, room_id).room.last_seq, epoch: core.reads.epoch() };
    },
  };
}

function send(core: Core, context: Context, request: Request<'send_message'>): Promise<Message> {
  const entry = core.openRoom(context, request.room_id);
  const { reply_to, client_id } = request;
  const content = contentFor(entry.room, request.content);
  return core.post(context.actor, entry.room, 'postMessage', {
    id: newId(),
    room_id: entry.room.id,
    author_id: context.actor.participant_id,
    kind: 'chat',
    content,
    reply_to: reply_to ?? null,
    metadata: boundedMetadata(request.metadata),
    mentions: mentionsIn(core, entry, context.actor.participant_id, content, request.mentions),
    client_id: client_id?.toWellFormed() ?? null,
    file_ids: filesToSend(core, context.actor, entry.room, request.file_ids),
  });
}

/** What is written besides chat: a thought, or a leader's decision. */
export function postKind(
  core: Core,
  context: Context,
  kind: Exclude<MessageKind, 'chat'>,
  { room_id, content, metadata }: { room_id: string; content: string; metadata?: unknown },
): Promise<Message> {
  const entry = core.openRoom(context, room_id);
  const author_id = context.actor.participant_id;
  const text = contentFor(entry.room, content);
  return core.post(context.actor, entry.room, 'postMessage', {
    id: newId(),
    room_id,
    author_id,
    kind,
    content: text,
    reply_to: null,
    metadata: boundedMetadata(metadata),
    // What somebody thinks calls nobody; a decision that names somebody asks something of them.
    mentions: kind === 'decision' ? mentionsIn(core, entry, author_id, text, []) : [],
    client_id: null,
  });
}

function messageIn(core: Core, { room }: RoomEntry, messageId: string): MessageRow {
  const row = core.readsOf(room).messageRow(messageId);
  if (row?.room_id !== room.id) throw new AppError('message_not_found');
  return row;
}

/** What a room takes. In a sealed one nothing is stored that the home could read: the text, that is, for metadata is not sealed. */
function contentFor({ encrypted }: Room, text: string): string {
  if (encrypted && !isSealed(text)) throw new AppError('plaintext_in_encrypted_room');
  return bounded(text);
}

/** Half a character cannot be stored: it becomes U+FFFD here, so that everybody sees the same. */
function bounded(text: string): string {
  const content = text.toWellFormed();
  if (Buffer.byteLength(content) > MESSAGE_BYTES_MAX) {
    throw new AppError('message_too_large', `A message has at most ${MESSAGE_BYTES_MAX / 1024} KiB.`);
  }
  return content;
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
  reinvite_person: true,
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

/**
 * Those the text names and those named besides it, if they belong to the room or have it open; by the owner's choice any
 * agent that may see the room. One's own name in one's
 * own text calls nobody: an agent that quotes the question it was asked would call itself for ever.
 */
function mentionsIn(core: Core, entry: RoomEntry, authorId: string, content: string, asked: readonly string[]): string[] {
  const { room, members } = entry;
  const addressed = calledDirectly(core, entry, authorId);
  if (asked.length === 0 && !content.includes('@')) return addressed;
  const reachable = new Set([...members, ...core.presence.presentIn(room.id)]);
  if (core.directory.home.mentions_reach === 'home') {
    for (const each of core.directory.participants()) if (mayBeCalledIn(core.directory, each, room)) reachable.add(each.id);
  }
  const named: Named[] = [];
  for (const id of reachable) {
    const participant = core.directory.participant(id);
    if (participant) named.push(participant);
  }
  const called = mentionedIds(content, named).filter((id) => id !== authorId);
  return [...new Set([...asked.filter((id) => reachable.has(id)), ...called, ...addressed])];
}

/**
 * In a direct room a person calls the agent with every message: only the agent can be meant. Two agents there call each other by
 * name only, as in every room, because two programs that answer every call would never stop.
 */
function calledDirectly({ directory }: Core, { room, members }: RoomEntry, authorId: string): string[] {
  if (!room.direct || directory.participant(authorId)?.kind !== 'person') return [];
  return [...members].filter((id) => id !== authorId && directory.participant(id)?.kind === 'agent');
}

type Page = Pick<Reply<'get_history'>, 'messages' | 'has_more'>;

/** since_seq wins over since, since over before_seq, before_seq over before; with none of them it is the newest. */
function historyPage(reads: Reads, request: Request<'get_history'>): Page {
  const { room_id, since_seq, since, before_seq, before } = request;
  const limit = historyLimit(request.limit);
  const after = (seq: number): Page =>
    forward(
      readFitting<Message>(limit + 1, (last, count) => reads.messagesSince(room_id, last?.seq ?? seq, count)),
      limit,
    );
  const until = (seq: number): Page =>
    backward(
      readFitting<Message>(limit + 1, (last, count) => reads.messagesBefore(room_id, last?.seq ?? seq, count).reverse()).reverse(),
      limit,
    );
  if (since_seq !== undefined && since_seq !== null) return after(since_seq);
  if (since !== undefined && since !== null) {
    const row = reads.messageRow(since);
    return row?.room_id === room_id ? after(row.seq) : { messages: [], has_more: false };
  }
  if (before_seq !== undefined && before_seq !== null) return until(before_seq);
  if (before !== undefined && before !== null) {
    const newest = reads.messagesBeforeTime(room_id, timeOf(before), 1)[0];
    return newest ? until(newest.seq + 1) : { messages: [], has_more: false };
  }
  return until(Number.MAX_SAFE_INTEGER);
}

function forward(found: Message[], limit: number): Page {
  const messages = withinBytes(found.slice(0, limit));
  return { messages, has_more: found.length > messages.length };
}

function backward(found: Message[], limit: number): Page {
  const messages = withinBytes(found.slice(-limit || found.length).reverse()).reverse();
  return limit === 0 ? { messages: [], has_more: found.length > 0 } : { messages, has_more: found.length > messages.length };
}

/** The first of them that fit into one reply; always at least one, since each fits by itself. */
export function withinBytes<T>(items: T[], bytesMax = PAGE_BYTES_MAX): T[] {
  let bytes = 0;
  const tooMany = items.findIndex((item, index) => {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    return bytes > bytesMax && index > 0;
  });
  return tooMany === -1 ? items : items.slice(0, tooMany);
}

function timeOf(before: string): number {
  const time = parseTime(before);
  if (time === null) throw new AppError('invalid_payload', 'before: not a time in RFC 3339.');
  return time;
}

export function authorsOf(core: Core, messages: readonly Message[]): Participant[] {
  return [...new Set(messages.map((message) => message.author_id))].flatMap((id) => core.directory.participant(id) ?? []);
}
