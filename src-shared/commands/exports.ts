import * as z from 'zod/mini';
import { exportAsked, ExportPreview } from '../exports.ts';
import type { CommandRow } from './row.ts';

export const EXPORT_COMMANDS = {
  preview_export: {
    title: 'Preview an export',
    summary: 'Count what an export would hold. The owner and admins export rooms; every participant exports their own messages.',
    right: 'read',
    request: z.object(exportAsked),
    reply: ExportPreview,
    http: 'GET /api/exports',
    readOnly: true,
  },
} as const satisfies Record<string, CommandRow>;
