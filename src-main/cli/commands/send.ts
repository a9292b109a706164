import { Option, type Command } from 'commander';
import { randomUUID } from 'node:crypto';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import { RepeatEvery } from '../../../src-shared/repeat.ts';
import { UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { messageId, newestId } from '../history.ts';
import { each, jsonObject, pointInTime, several } from '../options.ts';
import { createOutput, timeText } from '../output.ts';
import { ChatMessage, CONVERSATION_END } from '../messages.ts';
import { asMember, findRoom } from '../rooms.ts';
import { participantIds } from '../participants.ts';
import { roomSecret, sealingOf } from '../sealing.ts';
import { LastingStream } from '../lasting-stream.ts';
import { stayConnected, withClient } from '../session.ts';
import { streamText, type BeginStream } from '../stream-text.ts';
import { readStdin } from '../stdin.ts';

/** How long a home may be away while a text is streamed. */
const AWAY_MS = 60_000;

type Later = Reply<'schedule_message'>;

interface SendOptions extends AgentOptions {
  replyTo?: string;
  thread?: string;
  alsoInRoom?: boolean;
  metadata?: Record<string, unknown>;
  mention?: string[];
  choice?: string[];
  end?: boolean;
  roomKey?: string;
  at?: number;
  repeat?: RepeatEvery;
  stream?: boolean;
}

export function define(command: Command): void {
  withAgent(command)
    .argument('<room>', 'name or id of the room')
    .argument('[text...]', 'what to say, in Markdown; "-" or nothing reads it from stdin')
    .option('--reply-to <message>', 'id or number of the message that this answers')
    .option('--thread <message>', 'id or number of a message: reply in its thread')
    .option('--also-in-room', 'with --thread: show the reply in the room too')
    .option('--metadata <json>', 'a JSON object to send with it', jsonObject)
    .option('--mention <name>', 'a participant to notify (name or id; several with commas)', several)
    .option('--choice <text>', 'an answer to choose from; several times, 2 to 6', each)
    .option('--stream', 'show the text to others as it arrives on stdin')
    .option('--end', 'says that the conversation is over: the other\'s "wait" ends with 3')
    .option('--at <time>', 'the server sends it then, for example 2026-12-02T09:00', pointInTime)
    .addOption(new Option('--repeat <rhythm>', 'with --at: again and again, at the same time of day').choices(RepeatEvery.options))
    .option('--room-key <secret>', 'seals the text (LANAI_ROOM_KEY)')
    .action(async (room: string, words: string[], options: SendOptions) => {
      const sent = options.stream ? await stream(room, words, options) : await send(room, await textOf(words), options);
      const output = createOutput(options.json);
      output.show(sent, isLater(sent) ? `It will be sent at ${timeText(sent.send_at)}.` : `Sent as ${sent.seq}.`);
    });
}

function isLater(sent: ChatMessage | Later): sent is Later {
  return 'first_at' in sent;
}

async function stream(roomName: string, words: readonly string[], options: SendOptions): Promise<ChatMessage> {
  const { at, repeat, alsoInRoom, mention, choice } = options;
  if (words.some((word) => word !== '-')) throw new UsageError('--stream reads the text from stdin.');
  if (at !== undefined || repeat !== undefined || alsoInRoom || mention)
    throw new UsageError('--stream goes with --reply-to, --thread, --metadata, --choice and --end only.');
  let current: LastingStream | null = null;
  const onPush = (type: string, payload: unknown): void => current?.hear(type, payload);
  const { signal } = new AbortController();
  const ways = { isShared: true, onPush, patienceMs: AWAY_MS, output: createOutput(options.json), signal };
  const work = async (client: AgentClient): Promise<ChatMessage> => {
    const { room_id } = await findRoom(client, roomName);
    const reply_to = await optionalId(client, room_id, options.replyTo);
    const thread_id = await optionalId(client, room_id, options.thread);
    const reconnect = (): Promise<AgentClient> => stayConnected(options, ways).next();
    const begin: BeginStream = async (onStopped) =>
      (current = await LastingStream.begin(client, { room_id, reply_to, thread_id }, { reconnect, onStopped }));
    return streamText(begin, { metadata: metadataOf(options), choices: choice });
  };
  // The input of stdin is gone: it cannot be read again.
  return withClient(options, work, { isRepeatable: false, onPush });
}

function metadataOf({ end, metadata }: SendOptions): Record<string, unknown> | undefined {
  return end ? { ...metadata, kind: CONVERSATION_END } : metadata;
}

async function send(roomName: string, text: string, options: SendOptions): Promise<ChatMessage | Later> {
  const { at, repeat } = options;
  if (repeat !== undefined && at === undefined) throw new UsageError('--repeat needs --at.');
  if (options.choice && at !== undefined) throw new UsageError('--choice goes with messages that are sent now.');
  if (options.alsoInRoom && options.thread === undefined) throw new UsageError('--also-in-room needs --thread.');
  // One id for all tries: a message whose answer was lost on the way is not said twice.
  const client_id = at === undefined ? randomUUID() : null;
  return withClient(options, async (client) => {
    const room = await findRoom(client, roomName);
    const { room_id } = room;
    const idOf = (message?: string): Promise<string | undefined> => optionalId(client, room_id, message);
    const thread_id = await idOf(options.thread);
    const reply_to = (await idOf(options.replyTo)) ?? thread_id;
    const sealing = sealingOf(room, roomSecret(options.roomKey, process.env));
    const said = { author_id: client.me.agent_id, kind: 'message', client_id, reply_to: reply_to ?? null } as const;
    const payload = {
      room_id,
      content: sealing.close({ ...said, ...(at !== undefined && { sent_at: at }), prev: await newestId(client, room) }, text),
      reply_to,
      thread_id,
      also_in_room: options.alsoInRoom,
      metadata: metadataOf(options),
      mentions: options.mention ? await participantIds(client, room_id, options.mention) : undefined,
    };
    const now = { ...payload, client_id, choices: options.choice };
    if (at === undefined) return asMember(client, room_id, () => client.request('send_message', now, ChatMessage));
    const time_zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const later = { ...payload, send_at: at, repeat: repeat && { every: repeat, time_zone } };
    return asMember(client, room_id, () => client.request('schedule_message', later, COMMANDS.schedule_message.reply));
  });
}

async function textOf(words: readonly string[]): Promise<string> {
  const isTyped = words.length > 0 && !(words.length === 1 && words[0] === '-');
  const text = isTyped ? words.join(' ') : await readStdin();
  if (text.trim() === '') throw new UsageError('There is nothing to send.');
  return text;
}

async function optionalId(client: AgentClient, roomId: string, wanted: string | undefined): Promise<string | undefined> {
  return wanted === undefined ? undefined : messageId(client, roomId, wanted);
}
