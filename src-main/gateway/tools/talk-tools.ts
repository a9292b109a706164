// The tools for reading and speaking.
import * as z from 'zod/mini';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { described } from '../../../src-shared/described.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Message, Participant } from '../../../src-shared/objects.ts';
import { isWebhook } from '../../../src-shared/participants.ts';
import { presenceIn } from '../../../src-shared/work.ts';
import { allRooms, messageNumbered, roomCalled } from './rooms.ts';
import { messageLine, nameOf, oneLine } from './text.ts';
import { tool } from './tool.ts';

const READ_MAX = 100;
const READ_DEFAULT = 30;

export const room = described('The name of a room, or its id.', z.string().check(z.minLength(1), z.maxLength(200)));
const message = described('The number of a message in its room: [12] is 12.', z.int().check(z.minimum(1)));
const { content, choices } = COMMANDS.send_message.request.shape;
const { emoji, on } = COMMANDS.react.request.shape;
const { query } = COMMANDS.search.request.shape;

export const linesOf = (messages: readonly Message[], participants: readonly Participant[], name?: string): string =>
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
      const rooms = await allRooms(host);
      const lines = rooms
        .filter(({ room: each }) => each.archived_at === null)
        .map(({ room: each, membership }) => {
          const facts = [
            `id ${each.id}`,
            each.direct ? 'direct' : each.visibility,
            each.member_ids.includes(host.me) ? 'you are a member' : 'not joined',
            each.encrypted ? 'sealed: you cannot read it' : null,
            each.agents_paused ? 'agents are paused: you cannot write until a person does' : null,
            `${each.last_seq} messages`,
            membership && membership.unread > 0 ? `${membership.unread} unread` : null,
            each.ephemeral ? 'in memory: use read, wait forgets it between two calls' : null,
            each.topic === null ? null : oneLine(each.topic),
          ];
          return `#${oneLine(each.name)} (${facts.filter((fact) => fact !== null && fact !== '').join('; ')})`;
        });
      return lines.length > 0 ? lines.join('\n') : 'There is no room that you can see.';
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
      const { room: of } = await roomCalled(host, input.room);
      const bounds = { since_seq: input.after, before_seq: input.before };
      const page = await host.ask('get_history', { room_id: of.id, limit: input.limit, ...bounds });
      const [first, last] = [page.messages[0], page.messages.at(-1)];
      const head = first && last ? `#${of.name}, ${first.seq} to ${last.seq} of ${of.last_seq}` : `#${of.name}: no messages there.`;
      const more = page.has_more
        ? `\n\nThere are more: read ${input.after === undefined ? `before ${first?.seq ?? 1}` : `after ${page.through_seq}`}.`
        : '';
      return `${head}\n${linesOf(page.messages, page.participants)}${more}`;
    },
  }),
  tool({
    name: 'send',
    title: COMMANDS.send_message.title,
    description:
      'Write a message to a room, in Markdown, or to one participant directly: room is then @ with the name. Call participants by name with @. A reply answers the message with that number. With choices, readers can answer by a click.',
    right: COMMANDS.send_message.right,
    readOnly: false,
    input: z.object({ room, text: content, reply_to: z.optional(message), choices }),
    async run(host, input) {
      if (input.text.trim() === '') throw new AppError('invalid_payload', 'text: write something.');
      const to = input.room.startsWith('@')
        ? await host.ask('open_direct', { name: input.room.slice(1) })
        : (await roomCalled(host, input.room)).room;
      const answered = input.reply_to === undefined ? null : await messageNumbered(host, to.id, input.reply_to);
      const payload = {
        room_id: to.id,
        content: input.text,
        reply_to: answered?.id,
        thread_id: answered?.thread_id,
        choices: input.choices,
      };
      const sent = await host.ask('send_message', payload);
      return `Sent as [${sent.seq}] to ${input.room.startsWith('@') ? input.room : `#${to.name}`}.`;
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
      const { participants, presence, works, present_ids } = await host.ask('room_info', { room_id: of.id });
      const lines = participants.map((each) => {
        const isTheirs = ({ participant_id }: { participant_id: string }): boolean => participant_id === each.id;
        const shown = presence.find(isTheirs);
        const seen = shown && presenceIn(shown, works.find(isTheirs));
        const facts = [
          each.kind === 'person' ? each.role : isWebhook(each) ? 'webhook' : 'agent',
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
