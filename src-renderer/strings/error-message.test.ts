import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError, ERRORS } from '../../src-shared/errors.ts';
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
  expect(errorOf('<html>')).toMatchObject({ code: 'internal_error', message: ERRORS.internal_error.text });
});

describe('What a person reads', () => {
  test('is in English what the home says, which may be more than the code does', () => {
    expect(errorMessage(new AppError('room_archived'))).toBe(ERRORS.room_archived.text);
    expect(errorMessage(new AppError('message_too_large', 'A message has at most 64 KiB.'))).toBe('A message has at most 64 KiB.');
  });

  test('is in another language what the code says there, or the home’s sentence for a code that is not known', () => {
    const catalogue = pseudo({ ...english, ...lateEnglish });
    speak({ tag: 'en-XA', catalogue });
    const said = errorMessage(new AppError('message_too_large', 'A message has at most 64 KiB.'));
    expect(said).toBe(catalogue.errors.message_too_large);
    expect(said).not.toBe(ERRORS.message_too_large.text);
    expect(errorMessage(errorOf(problem('code_of_tomorrow', 'The moon is full.')))).toBe('The moon is full.');
    expect(errorMessage(new AppError('internal_error'))).toBe(catalogue.errors.internal_error);
  });
});
