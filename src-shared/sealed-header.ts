// The facts that are sealed with a message, and how far those of the home agree. The home could change all that it keeps beside
// a blob; it cannot change these.
import * as z from 'zod/mini';
import type { FileInfo } from './files.ts';
import type { Message } from './objects.ts';
import { sealId } from './sealed-mark.ts';

export const SealedKind = z.enum(['message', 'edit', 'thought', 'decision', 'file', 'page']);
export type SealedKind = z.infer<typeof SealedKind>;

const id = z.nullable(z.string());

export const SealedHeader = z.object({
  v: z.literal(1),
  author_id: z.string(),
  room_id: z.string(),
  client_id: id,
  kind: SealedKind,
  reply_to: id,
  /** Of an edit: the id of the message that it changes. */
  edit_of: id,
  /** Of the page of a room: its version. */
  page_version: z.optional(z.int()),
  /** The newest message of the room that the author had seen. */
  prev: id,
  sent_at: z.number(),
  /** The seal ids of the names of the files that it carries. */
  files: z.array(z.string()),
  text_bytes: z.int().check(z.nonnegative()),
});
export type SealedHeader = z.infer<typeof SealedHeader>;

/** The part that an author gives. The rest of the header follows from the room and the text. */
export type Said = Pick<SealedHeader, 'author_id' | 'kind'> & Partial<Omit<SealedHeader, 'v' | 'room_id' | 'text_bytes'>>;

/** `author_not_proven`: a blob without a header says nothing of its author. All others are disagreements. */
export type Doubt = 'author_not_proven' | 'author' | 'client' | 'kind' | 'reply' | 'edit' | 'files' | 'time' | 'order' | 'repeated';

/** The home's facts of a message. A fact that is left out is not known, and not compared. */
export type Claimed = Partial<Pick<Message, 'author_id' | 'id' | 'kind' | 'client_id' | 'reply_to' | 'edited_at' | 'created_at'>> & {
  attachments?: readonly Pick<FileInfo, 'name'>[];
  /** Of the page of a room. */
  version?: number;
};

/** Clocks differ, and a message may wait for a connection. Only a larger difference is shown. */
const TIME_APART_MS_MAX = 10 * 60 * 1000;

/** Votes and approvals are never sealed. */
const KINDS = { chat: 'message', thinking: 'thought', decision: 'decision', vote: null, approval: null } as const satisfies Record<
  Message['kind'],
  SealedKind | null
>;

/** The differences between the sealed facts and the home's. `header`: null for a blob without a header. */
export function doubtsOf(header: SealedHeader | null, claimed: Claimed): Doubt[] {
  if (!header) return ['author_not_proven'];
  const { id: messageId, author_id, kind, client_id, reply_to, edited_at, created_at, attachments, version } = claimed;
  const isEdit = header.kind === 'edit';
  const isPage = version !== undefined;
  const differs: Partial<Record<Doubt, boolean>> = {
    author: author_id !== undefined && header.author_id !== author_id,
    client: client_id !== undefined && header.client_id !== client_id,
    kind: header.kind === 'file' || (header.kind === 'page') !== isPage || (kind !== undefined && !isEdit && header.kind !== KINDS[kind]),
    reply: reply_to !== undefined && header.reply_to !== reply_to,
    edit:
      (isPage && header.page_version !== version) ||
      (edited_at !== undefined && isEdit !== (edited_at !== null)) ||
      (isEdit && messageId !== undefined && header.edit_of !== messageId),
    files:
      attachments !== undefined &&
      !isSameList(
        header.files,
        attachments.map(({ name }) => sealId(name)),
      ),
    time: isFarApart(header.sent_at, (isEdit ? edited_at : created_at) ?? null),
  };
  return DISAGREEMENTS.filter((each) => differs[each]);
}

const DISAGREEMENTS = ['author', 'kind', 'client', 'reply', 'edit', 'files', 'time'] as const;

/** Whether one of them proves a change; the others may have a harmless reason. */
export function isForged(doubts: readonly string[]): boolean {
  return doubts.some((each) => each !== 'author_not_proven' && each !== 'time');
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}

function isFarApart(sentAt: number, storedAt: number | null): boolean {
  return storedAt !== null && Math.abs(storedAt - sentAt) > TIME_APART_MS_MAX;
}
