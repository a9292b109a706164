import * as z from 'zod/mini';
import { Act } from '../acts.ts';
import { GROUP_NAMES } from '../group-mentions.ts';
import {
  CHOICES_MAX,
  CHOICES_MIN,
  EDITS_PAGE_DEFAULT,
  EDITS_PAGE_MAX,
  EMOJI_CHARS_MAX,
  FILES_PER_MESSAGE_MAX,
  HISTORY_PAGE_DEFAULT,
  HISTORY_PAGE_MAX,
  MENTIONS_MAX,
} from '../limits.ts';
import { mentionedIds } from '../mentions.ts';
import { Message, Participant } from '../objects.ts';
import { isReaction, normalReaction } from '../reaction.ts';
import { EarlierText } from '../reading.ts';
import { Activity } from '../activities.ts';
import { described } from '../described.ts';
import { Choice, count, id, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const aboutMessage = z.object({ room_id: id, message_id: id });

/** The fields of a message, now or later. */
export const writtenMessage = {
  room_id: id,
  content: described('The text, in Markdown. It may be empty when the message has files.', z.string()),
  reply_to: described('The id of the message that this one answers.', optional(id)),
  thread_id: described(
    'Reply in the thread of this message, which is begun if there is none. Left out: an answer to a reply of a thread belongs to that thread.',
    optional(id),
  ),
  also_in_room: described('Show the reply of a thread in the timeline of the room too.', z._default(z.boolean(), false)),
  metadata: described('Any JSON, for programs.', z.optional(z.unknown())),
  mentions: described(
    'Participants to mention besides those that the text names with @.',
    z._default(z.array(id).check(z.maxLength(MENTIONS_MAX)), []),
  ),
  file_ids: described(
    'Files that were uploaded to this room before, in the order in which they are shown.',
    z._default(z.array(id).check(z.maxLength(FILES_PER_MESSAGE_MAX)), []),
  ),
};

/** Of a message that asks something. */
export const choices = described(
  'Answers that readers can give by a click, or by a number in the command line. Not for sealed rooms.',
  optional(
    z.array(Choice).check(
      z.minLength(CHOICES_MIN),
      z.maxLength(CHOICES_MAX),
      z.refine((all) => new Set(all).size === all.length, { error: 'Each choice once' }),
      z.refine((all) => all.every((each) => mentionedIds(each, GROUP_NAMES).length === 0), { error: 'A choice calls no group' }),
    ),
  ),
);

export const MESSAGE_COMMANDS = {
  send_message: {
    title: 'Send a message',
    summary: 'Send a message to a room.',
    right: 'post',
    request: z.object({
      ...writtenMessage,
      choices,
      choice: described(
        'One of the choices of the message in `reply_to`. The content is the same, or empty. A further choice replaces it.',
        optional(Choice),
      ),
      client_id: described(
        'An id from the sender. A message with the same id from the same sender is posted once.',
        optional(z.string().check(z.minLength(1), z.maxLength(64))),
      ),
    }),
    reply: Message,
    http: { route: 'POST /api/rooms/:room_id/messages', status: 201 },
    readOnly: false,
  },
  thinking: {
    title: 'Post a thought',
    summary: 'Post what the caller is thinking, or what an agent did. It is shown as one quiet line, and it creates no notifications.',
    right: 'post',
    request: z.object({
      room_id: id,
      content: described('Of an act: one line of plain words, such as “Changed x.ts, 12 lines”.', z.string()),
      thread_id: writtenMessage.thread_id,
      act: described('What the agent did. For agents only, and not for sealed rooms.', optional(Act)),
    }),
    reply: Message,
    http: { route: 'POST /api/rooms/:room_id/thoughts', status: 201 },
    readOnly: false,
  },
  edit_message: {
    title: 'Edit a message',
    summary: "Change the text of one of the caller's messages.",
    right: 'post',
    request: z.object({ room_id: id, message_id: id, content: z.string() }),
    reply: Message,
    http: 'PATCH /api/rooms/:room_id/messages/:message_id',
    readOnly: false,
  },
  delete_message: {
    title: 'Delete a message',
    summary: 'Delete the content of a message. Its seq stays taken.',
    right: 'post',
    request: aboutMessage,
    reply: Message,
    http: 'DELETE /api/rooms/:room_id/messages/:message_id',
    readOnly: false,
  },
  react: {
    title: 'React to a message',
    summary: 'Add a reaction to a message, or remove one.',
    right: 'post',
    request: z
      .object({
        room_id: id,
        message_id: id,
        emoji: described(
          'One emoji, or one other visible character. ❤ and ❤️ are the same.',
          z.string().check(z.minLength(1), z.maxLength(EMOJI_CHARS_MAX), z.overwrite(normalReaction)),
        ),
        on: z._default(z.boolean(), true),
      })
      // Reactions of an older version may be words. They can be removed.
      .check(z.refine(({ emoji, on }) => !on || isReaction(emoji), { path: ['emoji'], error: 'One emoji, or one other character' })),
    reply: Message,
    http: [
      { route: 'PUT /api/rooms/:room_id/messages/:message_id/reactions/:emoji', fixed: { on: true } },
      { route: 'DELETE /api/rooms/:room_id/messages/:message_id/reactions/:emoji', fixed: { on: false } },
    ],
    readOnly: false,
  },
  get_history: {
    title: 'Read messages',
    summary: 'Get a page of the messages of a room, the oldest first. Without a bound it is the newest page.',
    right: 'read',
    request: z.object({
      room_id: id,
      limit: described(`At most ${HISTORY_PAGE_MAX} messages are sent.`, z._default(count, HISTORY_PAGE_DEFAULT)),
      thread_id: described('Only the messages of this thread, the one that began it included.', optional(id)),
      view: described(
        '`timeline`: only the messages that the timeline of the room shows, without the replies of threads.',
        z._default(z.enum(['all', 'timeline']), 'all'),
      ),
      since_seq: described('The messages after this seq.', optional(z.int())),
      before_seq: described('The newest messages before this seq.', optional(z.int())),
      since: described('As since_seq, with the id of a message.', optional(z.string())),
      before: described('As before_seq, with a time in RFC 3339.', optional(z.string())),
    }),
    reply: z.object({
      room_id: id,
      messages: described('A page is also limited in bytes (PAGE_BYTES_MAX).', z.array(Message)),
      participants: described('The authors of the messages.', z.array(Participant)),
      has_more: z.boolean(),
      activities: described('With the view `timeline`: what happened between the messages besides, the oldest first.', z.array(Activity)),
      from_seq: described('The page has every message that was asked for from this seq on …', z.number()),
      through_seq: described('… through this one. It is less than `from_seq` when the page is empty.', z.number()),
    }),
    http: 'GET /api/rooms/:room_id/messages',
    readOnly: true,
    largeReply: true,
  },
  list_edits: {
    title: 'List earlier texts of a message',
    summary: 'List the earlier texts of a message that was edited, the newest first.',
    right: 'read',
    request: z.object({
      room_id: id,
      message_id: id,
      before: described('Only texts that are older than this number.', optional(z.int().check(z.minimum(1)))),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(EDITS_PAGE_MAX)), EDITS_PAGE_DEFAULT),
    }),
    reply: z.object({
      message_id: z.string(),
      edits: described('A page is also limited in bytes (PAGE_BYTES_MAX).', z.array(EarlierText)),
      has_more: z.boolean(),
    }),
    http: 'GET /api/rooms/:room_id/messages/:message_id/edits',
    readOnly: true,
    largeReply: true,
  },
} as const satisfies Record<string, CommandRow>;

/** The number of messages on a page: `limit` as far as a page may be. */
export function historyLimit(asked: number): number {
  return Math.min(asked, HISTORY_PAGE_MAX);
}
