import { integer, table, text, type RowOf } from './table.ts';

/** The bytes that each participant has stored. */
export const storedBytes = table({ participant_id: text(), bytes: integer() });
export type StoredRow = RowOf<typeof storedBytes>;
