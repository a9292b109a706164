// Messages that OpenClaw sends by itself: from its command line, by its message tool, and by its timers. They may come from a process
// without the gateway's connection, so each has a connection of its own, beside the other.
import * as z from 'zod/mini';
import { pickRoom, allRooms } from '../../../src-main/cli/rooms.ts';
import type { ListedRoom } from '../../../src-shared/agent-protocol/replies.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { accountOf } from './account.ts';
import { upload } from './files.ts';
import type { HostConfig, MediaOptions, Sdk } from './host.ts';
import { connectTo } from './home.ts';

const ID_OF_LANAI = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const NAMED_MAX = 20;
const Posted = z.looseObject({ message_id: z.string() });
const Opened = z.looseObject({ id: z.optional(z.string()), room_id: z.optional(z.string()) });

export interface Outgoing {
  cfg: HostConfig;
  accountId?: string | null;
  to: string;
  text: string;
  replyToId?: string | null;
  mediaUrl?: string | null;
  mediaLocalRoots?: readonly string[];
  mediaAccess?: unknown;
  mediaReadFile?: unknown;
}

export type Target = { kind: 'room' | 'user'; name: string };

/** `room:lobby`, `#lobby`, `user:Tom`, `@Tom`, with or without `lanai:` before it. A bare name is a room. Null: nothing is named. */
export function readTarget(text: string): Target | null {
  const [, kind, , name = ''] = /^(?:lanai:)?((room|channel|group):|#|user:|@|dm:)?(.*)$/isu.exec(text.trim()) ?? [];
  const isUser = kind !== undefined && /^(user:|@|dm:)$/i.test(kind);
  return name.trim() === '' ? null : { kind: isUser ? 'user' : 'room', name: name.trim() };
}

export function writtenTarget({ kind, name }: Target): string {
  return `${kind}:${name}`;
}

export async function send(
  sdk: Sdk,
  { cfg, accountId, to, text, replyToId, mediaUrl, ...access }: Outgoing,
): Promise<{ messageId: string; roomId: string }> {
  const account = accountOf(cfg, accountId);
  const target = readTarget(to);
  if (!account.configured) throw new Error('This account has no home yet.');
  if (!target) throw new Error('Name a room or a person: room:lobby or user:Tom.');
  const client = await connectTo(account, 'share');
  try {
    const room_id = await roomOf(client, target);
    const door = { account, isProven: () => true };
    const file_ids: string[] = [];
    if (mediaUrl) {
      const options: MediaOptions = { maxBytes: account.mediaMaxBytes, ...access };
      const { buffer, fileName, contentType } = await sdk.loadMedia(mediaUrl, options);
      file_ids.push(await upload(door, room_id, { name: fileName ?? 'file', type: contentType, bytes: buffer }));
    }
    const reply_to = replyToId ?? undefined;
    const { message_id } = await client.request('send_message', { room_id, content: text, reply_to, file_ids }, Posted);
    return { messageId: message_id, roomId: room_id };
  } finally {
    client.close();
  }
}

/** The command that lists them may not be installed where OpenClaw is. */
function namesOf(rooms: readonly ListedRoom[]): string {
  const names = rooms.filter(({ direct }) => direct !== true).map(({ name }) => `room:${name}`);
  const more = names.length > NAMED_MAX ? ', and more' : '';
  return names.length === 0 ? 'The agent is in no room yet.' : `There are ${names.slice(0, NAMED_MAX).join(', ')}${more}.`;
}

async function roomOf(client: AgentClient, { kind, name }: Target): Promise<string> {
  if (kind === 'room') {
    const rooms = await allRooms(client);
    const room = pickRoom(rooms, name, namesOf(rooms));
    await client.request('join_room', { room_id: room.room_id }, z.unknown());
    return room.room_id;
  }
  const open = (who: object) => client.request('open_direct', who, Opened);
  // A guest can take the id of another as a name, and an agent can choose the name of another as its id: ids that Lanai gives are tried as
  // ids first, other words as names.
  const [first, second] = ID_OF_LANAI.test(name) ? [{ participant_id: name }, { name }] : [{ name }, { participant_id: name }];
  const { id, room_id } = await open(first).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'person_not_found') return open(second);
    throw error;
  });
  return id ?? room_id ?? '';
}
