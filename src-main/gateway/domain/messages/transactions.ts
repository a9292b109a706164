import type { Act } from '../../../../src-shared/acts.ts';
import type { Approval } from '../../../../src-shared/approvals.ts';
import { isGroupId } from '../../../../src-shared/group-mentions.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { ForwardedFrom } from '../../../../src-shared/forwarded.ts';
import { HOME_KEY_ID } from '../../../../src-shared/ids.ts';
import type { Message, MessageKind } from '../../../../src-shared/objects.ts';
import type { Unfinished } from '../../../../src-shared/streams.ts';
import { EDITS_KEPT_BYTES_MAX, EDITS_KEPT_MAX, REACTIONS_PER_MESSAGE_MAX } from '../../../../src-shared/limits.ts';
import { isSealed } from '../../../../src-shared/sealed-mark.ts';
import { hasSecret } from '../../../../src-shared/secret-text.ts';
import { fromJson } from '../../store/json.ts';
import type { FileRow } from '../../store/tables/files.ts';
import type { MentionRow, MessageRow } from '../../store/tables/messages.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { deleteApproval } from '../approvals/removal.ts';
import { copyFiles, sendFiles, unsentFiles, type FileCopy } from '../files/transactions.ts';
import { recountPins } from '../pins/transactions.ts';
import { keepPreviews } from '../previews/transactions.ts';
import { addReply, tellThreadFollow, threadOf } from '../threads/transactions.ts';
import { deleteVote } from '../votes/removal.ts';
import { beginInRun, countInRun, refusePaused, type PlaceInRun } from './agent-runs.ts';
import { asChoice } from './choices.ts';
import { noteSeal } from './seals.ts';
import { sentAgain } from './sent-again.ts';
import { changed, present, type OfMessage } from './stored-message.ts';
import { hasFiles, uncountMessage } from './stored-bytes.ts';

export interface NewMessage {
  id: string;
  room_id: string;
  author_id: string;
  kind: MessageKind;
  content: string;
  reply_to: string | null;
  /** The thread that it is a reply in. Null: that of the message that it answers, if it answers a reply. */
  thread_id?: string | null;
  /** The timeline of the room shows the reply of a thread too. */
  also_in_room?: boolean;
  /** Any JSON value. */
  metadata: unknown;
  mentions: string[];
  client_id: string | null;
  /** Files that were uploaded to the room; none when left out. */
  file_ids?: readonly string[];
  /** The key that the author came with. */
  key_id: string | null;
  /** The scheduled message that it was. */
  scheduled_id?: string | null;
  forwarded_from?: ForwardedFrom | null;
  /** The files of the forwarded message, and the ids of their copies. */
  file_copies?: readonly FileCopy[];
  /** Why the text ends early. Null: it is complete. */
  unfinished?: Unfinished | null;
  /** Of a thought, cut to its size. */
  act?: Act | null;
  /** Answers that it offers. Null: none. */
  choices?: string[] | null;
  /** One of those that the message in `reply_to` offers. */
  choice?: string | null;
  /** A program with the access of the author wrote the text. */
  by_program?: boolean;
  /** Whether a program posts it. Left out: as `by_program`. */
  posted_by_program?: boolean;
  /** Left out: it counts in the run of agents, and is refused while they are paused. */
  in_run?: PlaceInRun;
  /** The question that the message stands for. */
  approval?: Approval;
}

/** Appends a message. The same author and client id again gives the message that is there, and no second one. */
export function* postMessage(
  tx: Tx,
  {
    file_ids = [],
    key_id,
    thread_id: asked = null,
    also_in_room = false,
    scheduled_id = null,
    forwarded_from = null,
    file_copies = [],
    unfinished = null,
    act = null,
    choices = null,
    choice = null,
    by_program = false,
    posted_by_program = by_program,
    in_run,
    approval,
    ...written
  }: NewMessage,
): Steps<Message> {
  if (written.client_id !== null) {
    const existing = yield* tx.reads.messageOfClient(written.author_id, written.client_id);
    if (existing)
      return yield* sentAgain(tx, existing, { ...written, file_ids, thread_id: asked, also_in_room, forwarded_from, choices, choice });
  }
  const by_home_key = key_id === HOME_KEY_ID;
  const act_in_run = { ...written, by_program: posted_by_program, by_home_key, isSmall: written.kind === 'thinking' };
  if (in_run === undefined) yield* refusePaused(tx, act_in_run);
  // Most messages need few of these steps. Each is a generator, and all of them would take longer than the insert.
  const isAnswer = asked !== null || written.reply_to !== null;
  const thread_id = isAnswer ? yield* placeOf(tx, written, asked) : null;
  const message = choice === null ? written : yield* asChoice(tx, written, choice);
  const thread_only = thread_id !== null && !also_in_room;
  if (holdsSecret(message, act, choices)) yield* refuseSecretOf(tx, message.author_id);
  const carriesFiles = file_copies.length + file_ids.length > 0;
  const files = carriesFiles ? yield* filesToSend(tx, { ...message, key_id, file_copies, file_ids, scheduled_id }) : [];
  if (isSealed(message.content)) yield* noteSeal(tx, message.room_id, message.content);
  const endsPause = in_run !== 'outside' && (yield* beginInRun(tx, act_in_run));
  const seq = yield* tx.nextSeq(message.room_id);
  const thread = thread_id === null ? null : yield* addReply(tx, { ...message, seq }, thread_id);
  const cursor = yield* tx.nextCursor();
  const attachments = carriesFiles ? yield* sendFiles(tx, files, { ...message, cursor }) : [];
  const posted: Message = { ...message, seq, attachments, reactions: [], created_at: tx.now, edited_at: null, deleted_at: null };
  if (thread_id !== null) posted.thread_id = thread_id;
  if (thread_only) posted.thread_only = true;
  if (forwarded_from) posted.forwarded_from = forwarded_from;
  if (unfinished) posted.unfinished = unfinished;
  if (act) posted.act = act;
  if (choices) posted.choices = choices;
  if (choice !== null) posted.choice = choice;
  if (by_program) posted.by_program = true;
  if (approval) posted.approval = approval;
  yield* tx.writes.insertMessage({
    ...message,
    cursor,
    seq,
    thread_id,
    thread_only: Number(thread_only),
    metadata: message.metadata === null ? null : JSON.stringify(message.metadata),
    attachments: jsonOf(attachments),
    mentions: jsonOf(message.mentions),
    created_at: tx.now,
    edited_at: null,
    deleted_at: null,
    pin: null,
    forwarded_from: forwarded_from && JSON.stringify(forwarded_from),
    previews: null,
    unfinished,
    act: act && JSON.stringify(act),
    choices: choices && JSON.stringify(choices),
    choice,
    ...{ by_program: Number(by_program), imported: null },
  });
  if (message.mentions.length > 0)
    yield* insertMentions(tx, { room_id: message.room_id, seq, thread_id, thread_only: Number(thread_only) }, message.mentions);
  tx.posted(posted, cursor, thread);
  if (endsPause) yield* tx.record({ type: 'room.changed', room_id: message.room_id });
  return posted;
}

type WithFiles = Pick<NewMessage, 'room_id' | 'author_id' | 'key_id'> &
  Required<Pick<NewMessage, 'file_copies' | 'file_ids' | 'scheduled_id'>>;

function* filesToSend(tx: Tx, { room_id, author_id, key_id, file_copies, file_ids, scheduled_id }: WithFiles): Steps<FileRow[]> {
  const sender = { participant_id: author_id, key_id };
  const copies = yield* copyFiles(tx, room_id, file_copies, sender);
  return [...copies, ...(yield* unsentFiles(tx, room_id, file_ids, sender, scheduled_id))];
}

/** The thread that the message belongs to, or null. Throws when it answers a message that is not in its room. */
export function* placeOf(tx: Tx, message: Pick<NewMessage, 'room_id' | 'reply_to'>, asked: string | null): Steps<string | null> {
  if (message.reply_to !== null && (yield* tx.reads.messageRow(message.reply_to))?.room_id !== message.room_id) {
    throw new AppError('message_not_found', 'The message in reply_to is not in this room.');
  }
  return yield* threadOf(tx, message, asked);
}

interface Edit extends OfMessage {
  content: string;
  mentions: string[];
  /** A program with the access of the author wrote this text. */
  by_program?: boolean;
  /** An agent with the home's own key wrote it. */
  by_home_key?: boolean;
  /** The links that keep their previews; none when left out. */
  links?: readonly string[];
}

export function* editMessage(tx: Tx, { links = [], by_program = false, by_home_key = false, ...edit }: Edit): Steps<Message> {
  const row = yield* present(tx, edit);
  const act = { room_id: row.room_id, author_id: row.author_id, by_program, by_home_key, isSmall: true };
  yield* refusePaused(tx, act);
  if (hasSecret(edit.content)) yield* refuseSecretOf(tx, row.author_id);
  if (row.content !== edit.content) {
    yield* noteSeal(tx, row.room_id, edit.content);
    yield* keepText(tx, row);
  }
  tx.stored(row.author_id, bytesOf(edit.content) - bytesOf(row.content));
  yield* tx.writes.editMessage({
    ...{ id: row.id, content: edit.content, mentions: jsonOf(edit.mentions) },
    ...{ by_program: Number(by_program), edited_at: tx.now },
  });
  yield* keepPreviews(tx, row, (url) => links.includes(url));
  const message = yield* changed(tx, row);
  yield* recountMentions(tx, row, edit.mentions);
  yield* countInRun(tx, act);
  return message;
}

/** Takes the words, also those of before, and the files away for good; the message's place in the room stays. Doing it twice is doing it once. */
export function* deleteMessage(tx: Tx, { room_id, message_id }: OfMessage): Steps<Message> {
  const row = yield* tx.reads.messageRow(message_id);
  if (row?.room_id !== room_id) throw new AppError('message_not_found');
  if (row.deleted_at !== null) return yield* tx.reads.message(row);
  yield* uncountMessage(tx, row);
  yield* tx.writes.eraseMessage({ id: row.id, deleted_at: tx.now });
  yield* tx.writes.deleteReactions({ message_cursor: row.cursor });
  yield* tx.writes.deleteEdits({ message_cursor: row.cursor });
  if (hasFiles(row)) yield* tx.writes.dropFilesOf({ message_id: row.id, dropped_at: tx.now });
  if (row.kind === 'vote') yield* deleteVote(tx, row);
  if (row.kind === 'approval') yield* deleteApproval(tx, row);
  const message = yield* changed(tx, row);
  if (row.pin !== null) yield* recountPins(tx, room_id);
  yield* recountMentions(tx, row, []);
  return message;
}

function* insertMentions(tx: Tx, at: Omit<MentionRow, 'participant_id'>, participantIds: readonly string[]): Steps<void> {
  for (const participant_id of participantIds) if (!isGroupId(participant_id)) yield* tx.writes.insertMention({ participant_id, ...at });
}

/** Unread mentions count the participants that messages mention now. Each participant with a changed count is sent the new one. */
function* recountMentions(tx: Tx, row: MessageRow, now: readonly string[]): Steps<void> {
  const { room_id, seq, mentions, thread_id, thread_only } = row;
  const before = mentions === null ? [] : fromJson<string[]>(mentions);
  if (before.length === 0 && now.length === 0) return;
  yield* tx.writes.deleteMentionsOf({ room_id, seq });
  yield* insertMentions(tx, { room_id, seq, thread_id, thread_only }, now);
  const affected = [...before.filter((id) => !now.includes(id)), ...now.filter((id) => !before.includes(id))];
  for (const participant_id of affected) {
    if (thread_id !== null) yield* tellThreadFollow(tx, { room_id, thread_id, participant_id }, seq);
    const membership = yield* tx.reads.membershipRow(room_id, participant_id);
    if (!membership || membership.last_read_seq >= seq || thread_only !== 0) continue;
    const { last_read_seq } = membership;
    const payload = { last_read_seq, ...(yield* tx.reads.unread(room_id, participant_id, last_read_seq)) };
    yield* tx.record({ type: 'read_position.changed', room_id, subject_id: participant_id, only_id: participant_id, payload });
  }
}

interface Reacting extends OfMessage {
  participant_id: string;
  emoji: string;
  on: boolean;
  /** An agent with the home's own key does it. */
  by_home_key?: boolean;
}

export function* react(tx: Tx, { by_home_key = false, ...reaction }: Reacting): Steps<Message> {
  const row = yield* present(tx, reaction);
  const { emoji, participant_id } = reaction;
  const existing = (yield* tx.reads.message(row)).reactions;
  const isOn = existing.some((each) => each.emoji === emoji && each.participant_ids.includes(participant_id));
  if (isOn === reaction.on) return yield* tx.reads.message(row);
  const act = { room_id: row.room_id, author_id: participant_id, by_program: false, by_home_key, isSmall: true };
  yield* refusePaused(tx, act);
  const isNewEmoji = reaction.on && !existing.some((each) => each.emoji === emoji);
  if (isNewEmoji && existing.length >= REACTIONS_PER_MESSAGE_MAX)
    throw new AppError('invalid_payload', 'That message has too many reactions already.');
  if (reaction.on) yield* tx.writes.insertReaction({ message_cursor: row.cursor, emoji, participant_id, created_at: tx.now });
  else yield* tx.writes.deleteReaction({ message_cursor: row.cursor, emoji, participant_id });
  const message = yield* changed(tx, row);
  yield* countInRun(tx, act);
  return message;
}

function holdsSecret({ content, metadata }: Pick<NewMessage, 'content' | 'metadata'>, ...others: unknown[]): boolean {
  return hasSecret(content) || [metadata, ...others].some((each) => each !== null && hasSecret(JSON.stringify(each)));
}

/** Messages are kept, searched, backed up and sent to webhooks. So the home itself never writes a secret into one. */
function* refuseSecretOf(tx: Tx, author_id: string): Steps<void> {
  const author = yield* tx.reads.participant(author_id);
  if (author?.kind === 'agent' && author.type === 'built-in')
    throw new AppError('internal_error', 'The home does not write secrets into messages.');
}

/** Keeps the previous text. Of a message that is edited again and again, keeps the first text and the newest ones. */
function* keepText(tx: Tx, row: MessageRow): Steps<void> {
  const { cursor: message_cursor, content } = row;
  const { count, last } = yield* tx.reads.editCount(message_cursor);
  const before = yield* tx.reads.editsWeight(message_cursor);
  const added = bytesOf(content);
  let weight = before;
  for (let kept = count; kept > 1 && (kept >= EDITS_KEPT_MAX || weight + added > EDITS_KEPT_BYTES_MAX); kept -= 1) {
    yield* tx.writes.dropOldEdit({ message_cursor });
    weight = yield* tx.reads.editsWeight(message_cursor);
  }
  tx.stored(row.author_id, weight + added - before);
  yield* tx.writes.insertEdit({ message_cursor, number: last + 1, content, written_at: row.edited_at ?? row.created_at });
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

function jsonOf(list: readonly unknown[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list);
}
