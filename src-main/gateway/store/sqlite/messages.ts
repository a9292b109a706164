// Messages, with what hangs on them: reactions, mentions, and what they said before.
import { sql } from 'kysely';
import type { Act } from '../../../../src-shared/acts.ts';
import type { Approval } from '../../../../src-shared/approvals.ts';
import type { FileInfo } from '../../../../src-shared/files.ts';
import type { ForwardedFrom } from '../../../../src-shared/forwarded.ts';
import type { ImportedFrom } from '../../../../src-shared/imports.ts';
import type { LinkPreview } from '../../../../src-shared/link-previews.ts';
import type { Message, Reaction } from '../../../../src-shared/objects.ts';
import type { Thread } from '../../../../src-shared/threads.ts';
import type { Pin } from '../../../../src-shared/pins.ts';
import type { EarlierText } from '../../../../src-shared/reading.ts';
import { fromJson } from '../json.ts';
import { query, statement, type PreparedAll } from '../statement.ts';
import {
  edits,
  mentions,
  messages,
  reactions,
  type EditRow,
  type MentionRow,
  type MessageRow,
  type ReactionRow,
} from '../tables/messages.ts';
import type { Covered } from '../tables/table.ts';

const byId = statement<{ id: string }>();
const afterCursor = statement<{ cursor: number; limit: number }>();
const none = statement<Record<never, never>>();
const ofMessage = statement<{ message_cursor: number }>();
const ofRoom = statement<{ room_id: string }>();
const byCursor = statement<{ cursor: number }>();

export type AgedMessage = Pick<MessageRow, 'cursor' | 'id' | 'seq' | 'kind' | 'created_at' | 'attachments' | 'previews'>;

export const messageReads = {
  message: byId((p) => query.selectFrom('messages').selectAll().where('id', '=', p.id)),
  messageOfClient: statement<{ author_id: string; client_id: string }>()((p) =>
    query.selectFrom('messages').selectAll().where('author_id', '=', p.author_id).where('client_id', '=', p.client_id),
  ),
  reactions: statement<{ message_cursor: number }>()((p) =>
    query
      .selectFrom('reactions')
      .selectAll()
      .where('message_cursor', '=', p.message_cursor)
      .orderBy('created_at')
      .orderBy('participant_id'),
  ),
  messagesAfterCursor: afterCursor((p) =>
    query.selectFrom('messages').selectAll().where('cursor', '>', p.cursor).orderBy('cursor').limit(p.limit),
  ),
  /** Without imported ones. */
  postedAfterCursor: afterCursor((p) =>
    query.selectFrom('messages').selectAll().where('cursor', '>', p.cursor).where('imported', 'is', null).orderBy('cursor').limit(p.limit),
  ),
  /** The size of those messages' texts, read from the rows' headers without the texts. */
  bytesAfterCursor: afterCursor((p) =>
    query
      .selectFrom((e) =>
        e
          .selectFrom('messages')
          .select(
            sql<number>`octet_length(content) + coalesce(octet_length(metadata), 0) + coalesce(octet_length(attachments), 0)
              + coalesce(octet_length(previews), 0) + coalesce(octet_length(act), 0)`.as('bytes'),
          )
          .where('cursor', '>', p.cursor)
          .where('imported', 'is', null)
          .orderBy('cursor')
          .limit(p.limit)
          .as('missed'),
      )
      .select((e) => e.fn.sum<number | null>('missed.bytes').as('bytes')),
  ),
  lastMessageCursor: none(() => query.selectFrom('messages').select((e) => e.fn.max('cursor').as('cursor'))),
  oldestMessages: statement<{ room_id: string; limit: number }>()((p) =>
    query
      .selectFrom('messages')
      .select(['cursor', 'id', 'seq', 'kind', 'created_at', 'attachments', 'previews'])
      .where('room_id', '=', p.room_id)
      .orderBy('seq')
      .limit(p.limit),
  ),
  messagesToErase: statement<{ author_id: string; after: number; through: number }>()((p) =>
    query
      .selectFrom('messages')
      .select(['id', 'room_id'])
      .where('cursor', '>', p.after)
      .where('cursor', '<=', p.through)
      .where('deleted_at', 'is', null)
      .where((e) => e.or([e('author_id', '=', p.author_id), sql<boolean>`forwarded_from ->> 'author_id' = ${p.author_id}`])),
  ),
  messageAt: statement<{ room_id: string; seq: number }>()((p) =>
    query.selectFrom('messages').select('created_at').where('room_id', '=', p.room_id).where('seq', '=', p.seq),
  ),
  /** The newest first. */
  edits: statement<{ message_cursor: number; before: number; limit: number }>()((p) =>
    query
      .selectFrom('edits')
      .select(['number', 'content', 'written_at'])
      .where('message_cursor', '=', p.message_cursor)
      .where('number', '<', p.before)
      .orderBy('number', 'desc')
      .limit(p.limit),
  ),
  editCount: ofMessage((p) =>
    query
      .selectFrom('edits')
      .select((e) => [e.fn.countAll<number>().as('count'), e.fn.max<number | null>('number').as('last')])
      .where('message_cursor', '=', p.message_cursor),
  ),
};

export const messageWrites = {
  insertMessage: statement<MessageRow>()((p) => query.insertInto('messages').values(messages.row(p))),
  editMessage: statement<{ id: string; content: string; mentions: string | null; by_program: number; edited_at: number }>()((p) =>
    query
      .updateTable('messages')
      .set({ content: p.content, mentions: p.mentions, by_program: p.by_program, edited_at: p.edited_at })
      .where('id', '=', p.id),
  ),
  eraseMessage: statement<{ id: string; deleted_at: number }>()((p) =>
    query
      .updateTable('messages')
      .set({
        content: '',
        metadata: null,
        attachments: null,
        mentions: null,
        pin: null,
        forwarded_from: null,
        previews: null,
        unfinished: null,
        act: null,
        choices: null,
        choice: null,
        deleted_at: p.deleted_at,
      })
      .where('id', '=', p.id),
  ),
  setPreviews: statement<{ id: string; previews: string | null }>()((p) =>
    query.updateTable('messages').set({ previews: p.previews }).where('id', '=', p.id),
  ),
  deleteMessagesIn: ofRoom((p) => query.deleteFrom('messages').where('room_id', '=', p.room_id)),
  /** Also deletes its earlier texts. */
  deleteMessageAt: byCursor((p) => query.deleteFrom('messages').where('cursor', '=', p.cursor)),
  insertMention: statement<MentionRow>()((p) => query.insertInto('mentions').values(mentions.row(p))),
  deleteMentionsOf: statement<{ room_id: string; seq: number }>()((p) =>
    query.deleteFrom('mentions').where('room_id', '=', p.room_id).where('seq', '=', p.seq),
  ),
  deleteMentionsIn: ofRoom((p) => query.deleteFrom('mentions').where('room_id', '=', p.room_id)),
  deleteMentionsUpTo: statement<{ room_id: string; seq: number }>()((p) =>
    query.deleteFrom('mentions').where('room_id', '=', p.room_id).where('seq', '<=', p.seq),
  ),
  insertReaction: statement<ReactionRow>()((p) =>
    query
      .insertInto('reactions')
      .values(reactions.row(p))
      .onConflict((conflict) => conflict.doNothing()),
  ),
  deleteReaction: statement<{ message_cursor: number; emoji: string; participant_id: string }>()((p) =>
    query
      .deleteFrom('reactions')
      .where('message_cursor', '=', p.message_cursor)
      .where('emoji', '=', p.emoji)
      .where('participant_id', '=', p.participant_id),
  ),
  deleteReactions: statement<{ message_cursor: number }>()((p) =>
    query.deleteFrom('reactions').where('message_cursor', '=', p.message_cursor),
  ),
  deleteReactionsIn: ofRoom((p) =>
    query
      .deleteFrom('reactions')
      .where('message_cursor', 'in', (e) => e.selectFrom('messages').select('cursor').where('room_id', '=', p.room_id)),
  ),
  deleteReactionsTo: byCursor((p) => query.deleteFrom('reactions').where('message_cursor', '=', p.cursor)),
  insertEdit: statement<EditRow>()((p) => query.insertInto('edits').values(edits.row(p))),
  /** The oldest after the first. */
  dropOldEdit: ofMessage((p) =>
    query
      .deleteFrom('edits')
      .where('message_cursor', '=', p.message_cursor)
      .where('number', '=', (e) =>
        e
          .selectFrom('edits as older')
          .select((o) => o.fn.min('older.number').as('number'))
          .where('older.message_cursor', '=', p.message_cursor)
          .where('older.number', '>', 1),
      ),
  ),
  deleteEdits: ofMessage((p) => query.deleteFrom('edits').where('message_cursor', '=', p.message_cursor)),
  deleteEditsIn: statement<{ room_id: string }>()((p) =>
    query
      .deleteFrom('edits')
      .where('message_cursor', 'in', (e) => e.selectFrom('messages').select('cursor').where('room_id', '=', p.room_id)),
  ),
};

/** The data of a message in other tables, by its id. */
interface Parts {
  thread(id: string): Thread | null;
  approval(id: string): Approval | null;
}

export function messageReadsOn(find: PreparedAll<typeof messageReads>, { thread, approval }: Parts) {
  const toSent = (row: MessageRow, reactions: Reaction[]): Message =>
    toMessage(row, reactions, {
      thread: row.thread_id === row.id ? thread(row.id) : null,
      approval: row.kind === 'approval' ? approval(row.id) : null,
    });
  const message = (row: MessageRow): Message => toSent(row, toReactions(find.reactions.all({ message_cursor: row.cursor })));

  return {
    toSent,
    message,
    messageRow: (id: string): MessageRow | null => find.message.get({ id }) ?? null,
    messageOfClient: (authorId: string, clientId: string): MessageRow | null =>
      find.messageOfClient.get({ author_id: authorId, client_id: clientId }) ?? null,
    messageRowsAfterCursor: (cursor: number, limit: number): MessageRow[] => find.messagesAfterCursor.all({ cursor, limit }),
    /** Imported messages have an event of their own. */
    postedAfterCursor: (cursor: number, limit: number): MessageRow[] => find.postedAfterCursor.all({ cursor, limit }),
    bytesAfterCursor: (cursor: number, limit: number): number => find.bytesAfterCursor.get({ cursor, limit })?.bytes ?? 0,
    lastMessageCursor: (): number => find.lastMessageCursor.get({})?.cursor ?? 0,
    /** The first of the room's messages that are there, in order. */
    oldestMessages: (roomId: string, limit: number): AgedMessage[] => find.oldestMessages.all({ room_id: roomId, limit }),
    messagesToErase: (part: { author_id: string; after: number; through: number }): Pick<MessageRow, 'id' | 'room_id'>[] =>
      find.messagesToErase.all(part),
    /** When that message was written; null when there is none. */
    writtenAt: (roomId: string, seq: number): number | null => find.messageAt.get({ room_id: roomId, seq })?.created_at ?? null,
    /** The earlier texts of a message, the newest first. */
    edits: (messageCursor: number, before: number, limit: number): EarlierText[] =>
      find.edits.all({ message_cursor: messageCursor, before, limit }),
    editCount(messageCursor: number): { count: number; last: number } {
      const { count = 0, last } = find.editCount.get({ message_cursor: messageCursor }) ?? {};
      return { count, last: last ?? 0 };
    },
  };
}

/** `thread`: the state of the thread that the message began. */
function toMessage(
  row: Covered<MessageRow, Message, 'cursor'>,
  reactions: Reaction[],
  { thread, approval }: { thread: Thread | null; approval: Approval | null },
): Message {
  const { id, room_id, seq, author_id, kind, content, reply_to, client_id, created_at, edited_at, deleted_at, thread_id } = row;
  const metadata: unknown = row.metadata === null ? null : JSON.parse(row.metadata);
  return {
    id,
    room_id,
    seq,
    author_id,
    kind,
    content,
    reply_to,
    ...(thread_id !== null && { thread_id }),
    ...(row.thread_only !== 0 && { thread_only: true as const }),
    ...(thread && { thread }),
    ...(row.forwarded_from !== null && { forwarded_from: fromJson<ForwardedFrom>(row.forwarded_from) }),
    ...(row.unfinished !== null && { unfinished: row.unfinished }),
    ...(row.choices !== null && { choices: fromJson<string[]>(row.choices) }),
    ...(row.choice !== null && { choice: row.choice }),
    ...(row.by_program !== 0 && { by_program: true as const }),
    ...(row.act !== null && { act: fromJson<Act>(row.act) }),
    ...(approval && { approval }),
    ...(row.imported !== null && { imported: fromJson<ImportedFrom>(row.imported) }),
    ...(row.pin !== null && { pin: fromJson<Pin>(row.pin) }),
    ...(row.previews !== null && { previews: fromJson<LinkPreview[]>(row.previews) }),
    metadata,
    attachments: row.attachments === null ? [] : fromJson<FileInfo[]>(row.attachments),
    mentions: strings(row.mentions) ?? [],
    reactions,
    client_id,
    created_at,
    edited_at,
    deleted_at,
  };
}

/** Rows in the order of their creation. An emoji keeps the position of its first use. */
export function toReactions(rows: readonly ReactionRow[]): Reaction[] {
  const byEmoji = new Map<string, string[]>();
  for (const { emoji, participant_id } of rows) {
    const ids = byEmoji.get(emoji);
    if (ids) ids.push(participant_id);
    else byEmoji.set(emoji, [participant_id]);
  }
  return [...byEmoji].map(([emoji, participant_ids]) => ({ emoji, participant_ids }));
}

function strings(json: string | null): string[] | null {
  return json === null ? null : fromJson<string[]>(json);
}
