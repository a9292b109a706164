// The tool for reading the files of rooms.
import * as z from 'zod/mini';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { described } from '../../../src-shared/described.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { RoomFile } from '../../../src-shared/files.ts';
import { pdfCut } from '../domain/files/read-content.ts';
import type { ToolHost } from '../realtime/tool-host.ts';
import { roomCalled } from './rooms.ts';
import { room } from './talk-tools.ts';
import { marked, nameOf, oneLine, timeText } from './text.ts';
import { tool, type ToolAnswer } from './tool.ts';

const LISTED_MAX = 50;

export const FILE_TOOL = tool({
  name: 'file',
  title: 'Read a file',
  description:
    'List the files of a room; or read one of them by its id, which stands in the message: a text, the text of a PDF, or an image (PNG, JPEG, GIF, WebP). A long text is read in parts.',
  right: COMMANDS.list_files.right,
  readOnly: true,
  input: z.object({
    room,
    file: described('The id of a file to read.', z.optional(z.string())),
    from: described('The byte at which a part of a text begins.', z._default(z.int().check(z.minimum(0)), 0)),
  }),
  run: (host, input) => (input.file === undefined ? listed(host, input.room) : read(host, { ...input, file: input.file })),
});

async function listed(host: ToolHost, roomName: string): Promise<string> {
  const { room: of } = await roomCalled(host, roomName);
  const { files, participants, has_more } = await host.ask('list_files', { room_id: of.id, limit: LISTED_MAX });
  if (files.length === 0) return `#${of.name} has no files.`;
  const line = ({ file: { id, name, size, by }, seq, sent_at }: RoomFile): string =>
    `file ${id}: ${oneLine(name)}, ${size} bytes, in [${seq}] of ${oneLine(nameOf(by, participants))}, ${timeText(sent_at)}`;
  return `${files.map(line).join('\n')}${has_more ? '\nThere are older ones.' : ''}`;
}

interface Asked {
  room: string;
  file: string;
  from: number;
}

async function read(host: ToolHost, { room: roomName, file: id, from }: Asked): Promise<ToolAnswer> {
  const { room: of } = await roomCalled(host, roomName);
  if (of.encrypted) throw new AppError('access_denied', 'That room is sealed.');
  const content = await host.readFile(id, { from });
  const { name, size, room_id } = content.file;
  if (room_id !== of.id) throw new AppError('file_not_found');
  const head = `${oneLine(name)}, ${size} bytes`;
  if (content.kind === 'image') {
    const { type, width, height } = content.image;
    return { text: `${head}, ${type}, ${width} × ${height} pixels.`, images: [content.image] };
  }
  const { text, through, end, pdf } = content;
  const kind = pdf === null ? '' : `, the text of a PDF of ${pdf.pages} ${pdf.pages === 1 ? 'page' : 'pages'}`;
  const part = from === 0 && through === end ? '' : `, from ${from} to ${through}`;
  const cut = pdfCut(pdf);
  const more = through < end ? `\nIt is longer: read on from ${through}.` : cut === null ? '' : `\n${cut}`;
  // Its words are those of others, as in a message.
  return `${head}${kind}${part}:\n  | ${marked(text)}${more}`;
}
