import { integer, table, text, type RowOf } from './table.ts';

/** The bytes that each participant has stored. */
export const storedBytes = table({ participant_id: text(), bytes: integer() });
/** One row, with the id 0: `stored_bytes` includes all messages up to this cursor. */
export const countedMessages = table({ id: integer(), cursor: integer() });

export type StoredRow = RowOf<typeof storedBytes>;
