import * as z from 'zod/mini';
import { exportAsked, ExportFormat } from '../exports.ts';
import type { EndpointRow } from './row.ts';

export const EXPORT_ENDPOINTS = {
  export_rooms: {
    title: 'Download an export',
    summary:
      'Get rooms, or the messages of the caller, as a zip. The owner and admins export rooms; every participant exports their own messages. Deleted messages, encrypted rooms and rooms in memory are not in it.',
    access: { right: 'read' },
    request: z.object({ ...exportAsked, format: z._default(ExportFormat, 'jsonl') }),
    reply: { contentType: 'application/zip', description: 'The export' },
    http: 'GET /api/exports/file',
    readOnly: true,
    audit: { topic: 'rooms', about: 'room_id', facts: ['scope', 'format'] },
  },
} as const satisfies Record<string, EndpointRow>;
