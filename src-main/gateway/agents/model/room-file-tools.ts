// The tool that sends files to rooms.
import * as z from 'zod/mini';
import { described } from '../../../../src-shared/described.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { FILE_NAME_CHARS_MAX } from '../../../../src-shared/limits.ts';
import { addFile, uploadRoom } from '../../domain/files/commands.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import { lookAt } from '../../store/blobs/file-type.ts';
import { roomCalled } from '../../tools/rooms.ts';
import { room } from '../../tools/talk-tools.ts';
import { toolHostFor } from '../hosted/tool-host.ts';
import type { Turn } from '../hosted/turn.ts';
import { ownTool, sourceOf } from './own-tool.ts';
import type { OpenSource } from './tool-source.ts';

const POST_BYTES_MAX = 256 * 1024;

export interface RoomFilePorts {
  blobs: Blobs;
  freeBytes(): Promise<number>;
}

export function roomFileTools(ports: RoomFilePorts): OpenSource {
  const tools = [
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
