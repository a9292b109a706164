import * as z from 'zod/mini';
import { described } from '../described.ts';
import { FileInfo } from '../files.ts';
import type { EndpointRow } from './row.ts';

/** The longest names are sealed; others are shortened to far less. */
const UPLOAD_NAME_CHARS_MAX = 5_000;

const fetching = {
  summary: 'Get a file, or the part of it that Range asks for. Only pictures, sound and film are shown in place.',
  access: { right: 'read' },
  reply: { contentType: '*/*', description: 'The file' },
  alsoStatus: { 206: 'The part of the file', 304: 'Not changed' },
  headers: { Range: 'One part of the file.', 'If-None-Match': 'The ETag that the client has.' },
  readOnly: true,
} as const;
const download = described('With any value, browsers save the file.', z.optional(z.string()));

export const FILE_ENDPOINTS = {
  upload_file: {
    title: 'Upload a file',
    summary:
      'Upload a file to a room. Send it with send_message and its file_ids within a day. Its type is found by looking at it; its name and Content-Type do not matter.',
    access: { right: 'post' },
    request: z.object({ room_id: z.string(), name: z.string().check(z.minLength(1), z.maxLength(UPLOAD_NAME_CHARS_MAX)) }),
    body: 'raw',
    reply: FileInfo,
    http: 'POST /api/rooms/:room_id/files',
    status: 201,
    readOnly: false,
  },
  fetch_file: {
    ...fetching,
    title: 'Download a file',
    request: z.object({ file_id: z.string(), download }),
    http: 'GET /api/files/:file_id',
  },
  fetch_named_file: {
    ...fetching,
    title: 'Download a file by its name',
    request: z.object({ file_id: z.string(), name: described('Any text: browsers use it as the name of the file.', z.string()), download }),
    http: 'GET /api/files/:file_id/:name',
  },
} as const satisfies Record<string, EndpointRow>;
