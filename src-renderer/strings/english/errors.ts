import type { ErrorCode } from '../../../src-shared/errors.ts';

/** The server's own sentences are English, and it sends one with each error. These are for errors that the page finds itself. */
export const errorWords: Partial<Record<ErrorCode, string>> & { internal_error: string } = {
  internal_error: 'Something went wrong in the home.',
  page_conflict: 'The page was changed meanwhile. Read it again.',
  plaintext_in_encrypted_room: 'This room accepts encrypted messages only.',
};
