// The tools for reading and speaking.
import * as z from 'zod/mini';
import { COMMANDS } from '../../../../src-shared/commands/index.ts';
import { described } from '../../../../src-shared/described.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Message, Participant, RoomView } from '../../../../src-shared/objects.ts';
import { allRooms, membersOf, messageNumbered, roomCalled } from './rooms.ts';
import { messageLine, nameOf, oneLine, readSince, sinceText } from './text.ts';
import type { Place } from '../../realtime/tool-host.ts';
import { tool } from './tool.ts';

/** Without progress a client gives up after a minute of silence. */
const WAIT_S = 50;
const WAIT_S_MAX = 540;
const READ_MAX = 100;
const READ_DEFAULT = 30;

const room = described('The name of a room, or its id.', z.string().check(z.minLength(1), z.maxLength(200)));
const message = described('The number of a message in its room: [12] is 12.', z.int().check(z.minimum(1)));
const { content } = COMMANDS.send_message.request.shape;
const { emoji, on } = COMMANDS.react.request.shape;
const { query } = COMMANDS.search.request.shape;

/** The start for the first `wait`, taken before the call. Later calls continue from the previous `wait`. */
const withStart = (text: string, place: Place): string =>
  `${text}\n\n(if you have not called \`wait\` yet, its since is ${sinceText(place)})`;

const linesOf = (messages: readonly Message[], participants: readonly Participant[], name?: string): string =>
  messages.map((each) => messageLine(each, { participants, among: messages, room: name })).join('\n');

export const TALK_TOOLS = [
  tool({
    name: 'rooms',
    title: COMMANDS.list_rooms.title,
    description: 'List the rooms that you can see: name, id, topic, unread messages, and whether you are a member.',
    right: 'read',
    readOnly: true,
    input: z.object({}),
    async run(host) {
      const place = host.place();
      const rooms = await allRooms(host);
      const lines = rooms
        .filter(({ room: each }) => each.archived_at === null)
        .map(({ room: each, membership }) => {
          const facts = [
            `id ${each.id}`,
            each.direct ? 'direct' : each.visibility,
            each.member_ids.includes(host.me) ? 'you are a member' : 'not joined',
            each.encrypted ? 'sealed: you cannot read it' : null,
            `${each.last_seq} messages`,
            membership && membership.unread > 0 ? `${membership.unread} unread` : null,
            each.ephemeral ? 'in memory: use read, wait forgets it between two calls' : null,
            each.topic === null ? null : oneLine(each.topic),
          ];
          return `#${oneLine(each.name)} (${facts.filter((fact) => fact !== null && fact !== '').join('; ')})`;
        });
      return withStart(lines.length > 0 ? lines.join('\n') : 'There is no room that you can see.', place);
    },
  }),
  tool({
    name: 'join',
    title: 'Join a room',
    description: 'Become a member of a public room, so that you can write in it and are called by name.',
    right: COMMANDS.add_member.right,
    readOnly: false,
    input: z.object({ room }),
    async run(host, input) {
      const { room: joined } = await roomCalled(host, input.room);
      await host.ask('add_member', { room_id: joined.id, participant_id: host.me });
      return `You are a member of #${joined.name}.`;
    },
  }),
  tool({
    name: 'read',
    title: COMMANDS.get_history.title,
    description: 'Read messages of a room, the oldest first. Without a bound it is the newest ones.',
    right: COMMANDS.get_history.right,
    readOnly: true,
    input: z.object({
      room,
      after: described('Only messages after this number.', z.optional(z.int().check(z.minimum(0)))),
      before: described('Only messages before this number.', z.optional(z.int().check(z.minimum(1)))),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(READ_MAX)), READ_DEFAULT),
    }),
    async run(host, input) {
      const place = host.place();
      const { room: of } = await roomCalled(host, input.room);
      const bounds = { since_seq: input.after, before_seq: input.before };
      const page = await host.ask('get_history', { room_id: of.id, limit: input.limit, ...bounds });
      const [first, last] = [page.messages[0], page.messages.at(-1)];
      const head = first && last ? `#${of.name}, ${first.seq} to ${last.seq} of ${of.last_seq}` : `#${of.name}: no messages there.`;
      const more = page.has_more
        ? `\n\nThere are more: read ${input.after === undefined ? `before ${first?.seq ?? 1}` : `after ${page.through_seq}`}.`
        : '';
      return withStart(`${head}\n${linesOf(page.messages, page.participants)}${more}`, place);
    },
  }),
  tool({
    name: 'wait',
    title: 'Wait for messages',
    description:
      'Wait for the next messages of others, in one room or in all of yours. Pass the `since` of your last `wait`: then nothing of the meantime is missed. Ends after timeout_s with nothing; call it again.',
    right: 'read',
    readOnly: true,
    input: z.object({
      room: z.optional(room),
      since: described(
        'The `since` of your last `wait`. Before the first one, that of your last other answer. Left out: only messages from now on.',
        z.optional(z.string()),
      ),
      only_mentions: described('Only direct messages, and messages that mention you.', z._default(z.boolean(), false)),
      timeout_s: z._default(z.int().check(z.minimum(1), z.maximum(WAIT_S_MAX)), WAIT_S),
    }),
    async run(host, input, { signal, progress }) {
      const since = input.since === undefined ? host.place() : readSince(input.since);
      if (!since) throw new AppError('invalid_payload', 'since: send it as you got it, or leave it out.');
      const only = input.room === undefined ? null : joined(await roomCalled(host, input.room), host.me);
      // A direct room that is created during the wait is not listed here.
      const shared = new Set(input.only_mentions ? (await allRooms(host)).flatMap((each) => (each.room.direct ? [] : [each.room.id])) : []);
      const isForMe = (each: Message): boolean => each.mentions.includes(host.me) || !shared.has(each.room_id);
      const passes = (each: Message): boolean =>
        each.author_id !== host.me &&
        each.kind !== 'thinking' &&
        (only === null || each.room_id === only) &&
        (!input.only_mentions || isForMe(each));
      const startedAt = host.now();
      const { messages, state, place } = await host.messagesAfter(since, passes, {
        timeoutMs: (progress ? input.timeout_s : Math.min(input.timeout_s, WAIT_S)) * 1_000,
        signal,
        onStillWaiting: () => progress?.(Math.round((host.now() - startedAt) / 1_000)),
      });
      if (state === 'missed')
        return `Too much has happened since then, or your rooms have changed. Use \`rooms\` and \`read\`.\n\nsince: ${sinceText(host.place())}`;
      const lines: string[] = [];
      for (const { room: of } of messages.length > 0 ? await allRooms(host) : []) {
        const found = messages.filter((each) => each.room_id === of.id);
        if (found.length > 0) lines.push(linesOf(found, await membersOf(host, of.id), of.name));
      }
      const none = state === 'interrupted' ? 'The connection was interrupted.' : 'Nothing yet.';
      const text = lines.length > 0 ? lines.join('\n') : `${none} Call \`wait\` again with this \`since\`.`;
      return `${text}\n\nsince: ${sinceText(place)}`;
    },
  }),
  tool({
    name: 'send',
    title: COMMANDS.send_message.title,
    description:
      'Write a message to a room, in Markdown, or to one participant directly: room is then @ with the name. Call participants by name with @. A reply answers the message with that number.',
    right: COMMANDS.send_message.right,
    readOnly: false,
    input: z.object({ room, text: content, reply_to: z.optional(message) }),
    async run(host, input) {
      const place = host.place();
      if (input.text.trim() === '') throw new AppError('invalid_payload', 'text: write something.');
      const to = input.room.startsWith('@')
        ? await host.ask('open_direct', { name: input.room.slice(1) })
        : (await roomCalled(host, input.room)).room;
      const answered = input.reply_to === undefined ? null : await messageNumbered(host, to.id, input.reply_to);
      const payload = { room_id: to.id, content: input.text, reply_to: answered?.id, thread_id: answered?.thread_id };
      const sent = await host.ask('send_message', payload);
      return withStart(`Sent as [${sent.seq}] to ${input.room.startsWith('@') ? input.room : `#${to.name}`}.`, place);
    },
  }),
  tool({
    name: 'edit',
    title: COMMANDS.edit_message.title,
    description: 'Change the text of a message of your own, or delete it with an empty text.',
    right: COMMANDS.edit_message.right,
    readOnly: false,
    input: z.object({ room, message, text: z.string() }),
    async run(host, input) {
      const { room: of } = await roomCalled(host, input.room);
      const about = { room_id: of.id, message_id: (await messageNumbered(host, of.id, input.message)).id };
      if (input.text === '') await host.ask('delete_message', about);
      else await host.ask('edit_message', { ...about, content: input.text });
      return `[${input.message}] is ${input.text === '' ? 'deleted' : 'changed'}.`;
    },
  }),
  tool({
    name: 'react',
    title: COMMANDS.react.title,
    description: 'Add an emoji to a message, or take yours away.',
    right: COMMANDS.react.right,
    readOnly: false,
    input: z.object({ room, message, emoji, on }),
    async run(host, input) {
      const { room: of } = await roomCalled(host, input.room);
      const { id } = await messageNumbered(host, of.id, input.message);
      await host.ask('react', { room_id: of.id, message_id: id, emoji: input.emoji, on: input.on });
      return `${input.on ? 'Added' : 'Removed'} ${input.emoji} at [${input.message}].`;
    },
  }),
  tool({
    name: 'who',
    title: 'Show who is there',
    description: 'List the people and agents of a room, who is there now, and what agents do.',
    right: COMMANDS.room_info.right,
    readOnly: true,
    input: z.object({ room }),
    async run(host, input) {
      const { room: of } = await roomCalled(host, input.room);
      const { participants, presence, present_ids } = await host.ask('room_info', { room_id: of.id });
      const lines = participants.map((each) => {
        const seen = presence.find(({ participant_id }) => participant_id === each.id);
        const facts = [
          each.kind === 'agent' ? 'agent' : each.role,
          seen?.online || present_ids.includes(each.id) ? 'here now' : 'away',
          seen && seen.status !== 'idle' ? `${seen.status}${seen.detail ? `: ${oneLine(seen.detail)}` : ''}` : null,
          each.id === host.me ? 'you' : null,
        ];
        return `${nameOf(each.id, participants)} (${facts.filter((fact) => fact !== null).join(', ')})`;
      });
      return `#${of.name}\n${lines.join('\n')}`;
    },
  }),
  tool({
    name: 'search',
    title: COMMANDS.search.title,
    description: COMMANDS.search.summary,
    right: COMMANDS.search.right,
    readOnly: true,
    input: z.object({ query, room: z.optional(room) }),
    async run(host, input) {
      const of = input.room === undefined ? null : (await roomCalled(host, input.room)).room;
      const { results, participants, next_cursor } = await host.ask('search', { query: input.query, room_id: of?.id });
      const names = new Map((await allRooms(host)).map((each) => [each.room.id, each.room.name]));
      const lines = results.map(({ message: found, room_id }) =>
        messageLine(found, { participants, among: [], room: names.get(room_id) ?? room_id }),
      );
      const more = next_cursor === null ? '' : '\n\nThere are more. Search with more words.';
      return lines.length > 0 ? `${lines.join('\n')}${more}` : 'Nothing was found.';
    },
  }),
];

/** The id of the room. Throws `access_denied`: the messages of a room come to its members. */
function joined({ room: of }: RoomView, me: string): string {
  if (!of.member_ids.includes(me)) throw new AppError('access_denied', `Join #${of.name} first: messages come to the members of a room.`);
  return of.id;
}
