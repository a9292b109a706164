// Exports: rooms, or one's own messages, in a format that other programs read.
import * as z from 'zod/mini';

/** `jsonl`: docs/export-format.md. */
export const ExportFormat = z.enum(['jsonl']);
export type ExportFormat = z.infer<typeof ExportFormat>;
