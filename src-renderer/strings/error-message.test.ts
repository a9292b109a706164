import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ERROR_TEXTS } from '../../src-shared/error-texts.ts';
import { AppError, type ErrorCode } from '../../src-shared/errors.ts';
import { english } from './english/english.ts';
import { lateEnglish } from './english/late.ts';
import { pseudo } from './pseudo.ts';
import { speak } from './strings.ts';
import { errorOf, errorMessage } from './error-message.ts';

beforeEach(() => vi.stubGlobal('navigator', { languages: ['en'] }));
afterEach(() => {
  // Unit tests share one module graph: leave the locale as words.ts sets it at the start.
  vi.stubGlobal('navigator', { languages: ['en-GB'] });
  speak({ tag: 'en', catalogue: english });
  vi.unstubAllGlobals();
});

const problem = (code: string, detail: string) => ({ type: 'about:blank', title: 'No', status: 400, code, detail });

test('an answer over HTTP is known by its code, and one that is no answer of a home is a failure', () => {
  expect(errorOf(problem('room_archived', 'It sleeps.'))).toMatchObject({ code: 'room_archived', message: 'It sleeps.' });
  expect(errorOf(problem('code_of_tomorrow', 'The moon is full.'))).toMatchObject({
    code: 'internal_error',
    message: 'The moon is full.',
  });
  expect(errorOf('<html>')).toMatchObject({ code: 'internal_error', message: ERROR_TEXTS.internal_error });
});

describe('the sentence that a user reads', () => {
  test('is in English what the home says, which may be more than the code does', () => {
    expect(errorMessage(new AppError('room_archived'))).toBe(ERROR_TEXTS.room_archived);
    expect(errorMessage(new AppError('message_too_large', 'A message has at most 64 KiB.'))).toBe('A message has at most 64 KiB.');
  });

  test('is never empty, for the built page has no sentences of its own for the errors of the server', () => {
    const unsaid = (code: ErrorCode): AppError => Object.assign(new AppError(code), { message: '' });
    expect(errorMessage(unsaid('page_conflict'))).toBe(ERROR_TEXTS.page_conflict);
    expect(errorMessage(unsaid('plaintext_in_encrypted_room'))).toBe(ERROR_TEXTS.plaintext_in_encrypted_room);
    expect(errorMessage(unsaid('room_archived'))).toBe(ERROR_TEXTS.internal_error);
    const catalogue = pseudo({ ...english, ...lateEnglish, errors: ERROR_TEXTS });
    speak({ tag: 'en-XA', catalogue });
    expect(errorMessage(unsaid('room_archived'))).toBe(catalogue.errors.room_archived);
    expect(errorMessage(unsaid('internal_error'))).toBe(catalogue.errors.internal_error);
  });

  test('is in another language what the code says there, or the home’s sentence for a code that is not known', () => {
    const catalogue = pseudo({ ...english, ...lateEnglish, errors: ERROR_TEXTS });
    speak({ tag: 'en-XA', catalogue });
    const said = errorMessage(new AppError('message_too_large', 'A message has at most 64 KiB.'));
    expect(said).toBe(catalogue.errors.message_too_large);
    expect(said).not.toBe(ERROR_TEXTS.message_too_large);
    expect(errorMessage(errorOf(problem('code_of_tomorrow', 'The moon is full.')))).toBe('The moon is full.');
    expect(errorMessage(new AppError('internal_error'))).toBe(catalogue.errors.internal_error);
  });
});
