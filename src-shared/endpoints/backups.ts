import * as z from 'zod/mini';
import { ADDED_BACKUPS_PATH, Backups } from '../maintenance.ts';
import type { EndpointRow } from './row.ts';

export const BACKUP_ENDPOINTS = {
  add_backup: {
    title: 'Add a backup',
    summary: 'Upload a backup from elsewhere, to restore it with restore_backup. It is checked after the reply.',
    access: { right: 'admin' },
    request: z.object({ name: z.string().check(z.minLength(1), z.maxLength(5_000)) }),
    body: 'raw',
    reply: Backups,
    http: `POST ${ADDED_BACKUPS_PATH}`,
    status: 201,
    readOnly: false,
    audit: { topic: 'backups', facts: ['name'] },
  },
  fetch_backup: {
    title: 'Download a backup',
    summary: 'Get a backup as one file, or the part of it that Range asks for. Only the owner can.',
    access: { right: 'admin' },
    request: z.object({ name: z.string() }),
    reply: { contentType: 'application/octet-stream', description: 'The backup' },
    alsoStatus: { 206: 'The part of the backup', 304: 'Not changed' },
    headers: { Range: 'One part of the backup.', 'If-None-Match': 'The ETag that the client has.' },
    http: 'GET /api/backups/:name/file',
    readOnly: true,
    audit: { topic: 'backups', facts: ['name'] },
  },
} as const satisfies Record<string, EndpointRow>;
