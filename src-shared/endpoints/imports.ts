import * as z from 'zod/mini';
import { described } from '../described.ts';
import { Import, IMPORTS_PATH, ImportSource } from '../imports.ts';
import type { EndpointRow } from './row.ts';

export const IMPORT_ENDPOINTS = {
  add_import: {
    title: 'Upload an archive to import',
    summary: 'Upload the export of another program. The server reads it after the reply and makes a plan; start_import writes it.',
    access: { right: 'admin' },
    request: z.object({
      name: z.string().check(z.minLength(1), z.maxLength(5_000)),
      as: described('The program that made it. Left out: the server finds out.', z.optional(ImportSource)),
    }),
    body: 'raw',
    reply: Import,
    http: `POST ${IMPORTS_PATH}`,
    status: 201,
    readOnly: false,
    audit: { topic: 'rooms', facts: ['name'] },
  },
} as const satisfies Record<string, EndpointRow>;
