// The tool that waits for messages. Each answer of a tool that reads or sends says from which place the first wait starts.
import * as z from 'zod/mini';
import { described } from '../../../../src-shared/described.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Message, RoomView } from '../../../../src-shared/objects.ts';
import type { Place, WaitingHost } from '../../realtime/tool-host.ts';
import { allRooms, membersOf, roomCalled } from '../../tools/rooms.ts';
import { linesOf, room } from '../../tools/talk-tools.ts';
import { tool } from '../../tools/tool.ts';

/** Without progress a client gives up after a minute of silence. */
const WAIT_S = 50;
/**
 * A client that lost its network sends no end of its connection, and what is written to it fails only after many minutes. The agent
 * counts as present for as long as it waits, so this is how long it does at most.
 */
const WAIT_S_MAX = 180;

/** `12.3`: opaque to the agent, which sends it back. */
export function sinceText({ cursor, epoch }: Place): string {
  return `${cursor}.${epoch}`;
}

/** Null for anything else. */
export function readSince(text: string): Place | null {
  const [, cursor, epoch] = /^(\d{1,15})\.(\d{1,15})$/.exec(text) ?? [];
  return cursor === undefined ? null : { cursor: Number(cursor), epoch: Number(epoch) };
}

/** The start for the first `wait`, taken before the call. Later calls continue from the previous `wait`. */
export const withStart = (text: string, place: Place): string =>
  `${text}\n\n(if you have not called \`wait\` yet, its since is ${sinceText(place)})`;

const WaitInput = z.object({
  room: z.optional(room),
  since: described(
    'The `since` of your last `wait`. Before the first one, that of your last other answer. Left out: only messages from now on.',
    z.optional(z.string()),
  ),
  only_mentions: described('Only direct messages, messages that mention you, and replies to yours.', z._default(z.boolean(), false)),
  timeout_s: z._default(z.int().check(z.minimum(1), z.maximum(WAIT_S_MAX)), WAIT_S),
});

export const WAIT_TOOL = tool<typeof WaitInput, WaitingHost>({
  name: 'wait',
  title: 'Wait for messages',
  description:
    'Wait for the next messages of others, in one room or in all of yours. Pass the `since` of your last `wait`: then nothing of the meantime is missed. Ends after timeout_s with nothing; call it again.',
  right: 'read',
  readOnly: true,
  input: WaitInput,
  async run(host, input, { signal, progress }) {
    const since = input.since === undefined ? host.place() : readSince(input.since);
    if (!since) throw new AppError('invalid_payload', 'since: send it as you got it, or leave it out.');
    const only = input.room === undefined ? null : joined(await roomCalled(host, input.room), host.me);
    // A direct room that is created during the wait is not listed here.
    const shared = new Set(input.only_mentions ? (await allRooms(host)).flatMap((each) => (each.room.direct ? [] : [each.room.id])) : []);
    const isForMe = (each: Message): boolean | Promise<boolean> =>
      each.mentions.includes(host.me) || !shared.has(each.room_id) || (each.reply_to !== null && host.wrote(each.room_id, each.reply_to));
    const passes = (each: Message): boolean | Promise<boolean> =>
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
});

/** The id of the room. Throws `access_denied`: the messages of a room come to its members. */
function joined({ room: of }: RoomView, me: string): string {
  if (!of.member_ids.includes(me)) throw new AppError('access_denied', `Join #${of.name} first: messages come to the members of a room.`);
  return of.id;
}
