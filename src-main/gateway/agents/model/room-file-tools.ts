// The tools for the files of rooms.
import { open } from 'node:fs/promises';
import * as z from 'zod/mini';
import { described } from '../../../../src-shared/described.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { kindOfFile, type RoomFile } from '../../../../src-shared/files.ts';
import { FILE_NAME_CHARS_MAX } from '../../../../src-shared/limits.ts';
import { addFile, fileOf, uploadRoom } from '../../domain/files/commands.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import { lookAt } from '../../store/blobs/file-type.ts';
import { roomCalled } from '../../tools/rooms.ts';
import { room } from '../../tools/talk-tools.ts';
import { marked, nameOf, oneLine, timeText } from '../../tools/text.ts';
import { toolHostFor } from '../hosted/tool-host.ts';
import type { Turn } from '../hosted/turn.ts';
import { textIn } from './computer/folder.ts';
import { ownTool, sourceOf } from './own-tool.ts';
import type { OpenSource } from './tool-source.ts';

const READ_BYTES_MAX = 256 * 1024;
const POST_BYTES_MAX = 256 * 1024;
const LISTED_MAX = 50;

export interface RoomFilePorts {
  blobs: Blobs;
  freeBytes(): Promise<number>;
}

/** `file`: also of an agent that changes nothing. */
export function roomFileTools(ports: RoomFilePorts): OpenSource {
  const tools = [
    ownTool({
      name: 'file',
      description: 'List the files of a room; or read a text file of it by its id, which stands in the message.',
      tier: 'chat',
      kind: 'read',
      line: ({ file }) => (typeof file === 'string' ? 'Read a file of a room' : 'Listed files of a room'),
      input: z.object({ room, file: described('The id of a file to read.', z.optional(z.string())) }),
      run: (turn, input) => (input.file === undefined ? listed(turn, input.room) : textOf(turn, ports.blobs, input.room, input.file)),
    }),
    ownTool({
      name: 'post_file',
      description: 'Send a text as a file to a room.',
      tier: 'room',
      kind: 'other',
      line: () => 'Sent a file',
      input: z.object({
        room,
        name: described('The name of the file, with its ending.', z.string().check(z.minLength(1), z.maxLength(FILE_NAME_CHARS_MAX))),
        text: z.string().check(z.minLength(1)),
        message: described('Words to send with it.', z._default(z.string(), '')),
      }),
      run: (turn, input) => post(turn, ports, input),
    }),
  ];
  return (turn) => sourceOf(turn, tools);
}

async function listed(turn: Turn, roomName: string): Promise<string> {
  const host = toolHostFor(turn);
  const { room: of } = await roomCalled(host, roomName);
  const { files, participants, has_more } = await host.ask('list_files', { room_id: of.id, limit: LISTED_MAX });
  if (files.length === 0) return `#${of.name} has no files.`;
  const line = ({ file: { id, name, size, by }, seq, sent_at }: RoomFile): string =>
    `file ${id}: ${oneLine(name)}, ${size} bytes, in [${seq}] of ${oneLine(nameOf(by, participants))}, ${timeText(sent_at)}`;
  return `${files.map(line).join('\n')}${has_more ? '\nThere are older ones.' : ''}`;
}

async function textOf(turn: Turn, blobs: Blobs, roomName: string, fileId: string): Promise<string> {
  const { room: of } = await roomCalled(toolHostFor(turn), roomName);
  turn.core.used(turn.actor());
  const file = await fileOf(turn.core, turn.actor(), fileId);
  if (file.room_id !== of.id) throw new AppError('file_not_found');
  if (of.encrypted) throw new AppError('access_denied', 'That room is sealed.');
  if (file.size > READ_BYTES_MAX)
    throw new AppError('access_denied', `The file has ${file.size} bytes. I read files of at most ${READ_BYTES_MAX} bytes.`);
  const text = textIn(await bytesOf(blobs.pathOf(file.sha256)));
  if (text === null || !['text', 'other'].includes(kindOfFile(file))) throw new AppError('access_denied', 'The file is no text.');
  turn.marks.add('file');
  // Its words are those of others, as in a message.
  return `${oneLine(file.name)}, ${file.size} bytes:\n  | ${marked(text)}`;
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw new AppError('file_not_found', 'The content of that file is not on the disk any more.', { cause: error });
  });
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

interface NewFile {
  room: string;
  name: string;
  text: string;
  message: string;
}

async function post(turn: Turn, { blobs, freeBytes }: RoomFilePorts, { room: roomName, name, text, message }: NewFile): Promise<string> {
  const host = toolHostFor(turn);
  const { room: of } = await roomCalled(host, roomName);
  const bytes = Buffer.from(text.toWellFormed());
  if (bytes.length > POST_BYTES_MAX) throw new AppError('invalid_payload', `A file has at most ${POST_BYTES_MAX} bytes.`);
  const { core } = turn;
  if (of.encrypted) throw new AppError('access_denied', 'That room is sealed.');
  core.requireParticipation({ actor: turn.actor(), seat: turn.seat }, of.id);
  uploadRoom(core, turn.actor(), of.id, 0);
  const left = core.limits.storageLeft(turn.actor());
  if (left !== null && left < bytes.length) throw core.limits.quotaExceeded(turn.actor());
  const received = await blobs.receive(asStream(bytes), { bytesMax: POST_BYTES_MAX, announced: bytes.length, freeBytes });
  try {
    const looked = await lookAt(received.path);
    const file = await blobs.keep(received, () =>
      addFile(core, turn.actor(), { room: uploadRoom(core, turn.actor(), of.id, 0), name, received, looked }),
    );
    try {
      const sent = await host.ask('send_message', { room_id: of.id, content: message, file_ids: [file.id] });
      return `Sent ${file.name} as [${sent.seq}] to #${of.name}: file ${file.id}.`;
    } catch (error) {
      await host.ask('remove_file', { file_id: file.id }).catch(() => undefined);
      throw error;
    }
  } finally {
    await blobs.discard(received);
  }
}

async function* asStream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
