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
  },
} as const satisfies Record<string, EndpointRow>;
