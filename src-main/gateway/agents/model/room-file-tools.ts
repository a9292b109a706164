// The tool that sends files to rooms.
import * as z from 'zod/mini';
import { described } from '../../../../src-shared/described.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { FILE_NAME_CHARS_MAX } from '../../../../src-shared/limits.ts';
import type { StoreBytes } from '../../domain/files/store-bytes.ts';
import { roomCalled } from '../../tools/rooms.ts';
import { room } from '../../tools/talk-tools.ts';
import { toolHostFor } from '../hosted/tool-host.ts';
import type { Turn } from '../hosted/turn.ts';
import { ownTool, sourceOf } from './own-tool.ts';
import type { OpenSource } from './tool-source.ts';

const POST_BYTES_MAX = 256 * 1024;

export function roomFileTools(store: StoreBytes): OpenSource {
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
      run: (turn, input) => post(turn, store, input),
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

async function post(turn: Turn, store: StoreBytes, { room: roomName, name, text, message }: NewFile): Promise<string> {
  const host = toolHostFor(turn);
  const { room: of } = await roomCalled(host, roomName);
  const bytes = Buffer.from(text.toWellFormed());
  if (bytes.length > POST_BYTES_MAX) throw new AppError('invalid_payload', `A file has at most ${POST_BYTES_MAX} bytes.`);
  turn.core.requireParticipation({ actor: turn.actor(), seat: turn.seat }, of.id);
  const file = await store(() => turn.actor(), { roomId: of.id, bytes, bytesMax: POST_BYTES_MAX, nameFor: () => name });
  try {
    const sent = await host.ask('send_message', { room_id: of.id, content: message, file_ids: [file.id] });
    return `Sent ${file.name} as [${sent.seq}] to #${of.name}: file ${file.id}.`;
  } catch (error) {
    await host.ask('remove_file', { file_id: file.id }).catch(() => undefined);
    throw error;
  }
}
