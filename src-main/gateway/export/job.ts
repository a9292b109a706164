// What an export is asked for, and what its thread answers.
import type { ErrorCode } from '../../../src-shared/errors.ts';
import type { ExportFormat } from '../../../src-shared/exports.ts';
import type { ExportScope } from '../../../src-shared/export-format.ts';

export interface ExportJob {
  /** The home's. */
  folder: string;
  format: ExportFormat;
  scope: ExportScope;
  exporter_id: string;
  /** The rooms that the exporter may read. Encrypted ones among them are left out. */
  room_ids: readonly string[];
  version: string;
  now: number;
}

export interface ExportCounts {
  rooms: number;
  messages: number;
  files: number;
  missing: number;
  encrypted_rooms: number;
}

/** `more`: the piece was taken. */
export type ToExport = 'more';
export type FromExport = { piece: Uint8Array } | { done: ExportCounts } | { failed: { code: ErrorCode; message: string } };
