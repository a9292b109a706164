import { ERRORS, isErrorCode, type ErrorCode } from '../../../src-shared/errors.ts';

/** The texts of the server's errors, by code. In English these are the server's own sentences. */
export const errorWords = textsOf(Object.entries(ERRORS));

function textsOf(rows: [string, { text: string }][]): Record<ErrorCode, string> {
  const texts = Object.fromEntries(rows.map(([code, { text }]) => [code, text]));
  if (!isWhole(texts)) throw new Error('A code has no words.');
  return texts;
}

function isWhole(texts: Record<string, string>): texts is Record<ErrorCode, string> {
  return Object.keys(texts).every(isErrorCode) && Object.keys(texts).length === Object.keys(ERRORS).length;
}
