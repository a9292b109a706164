// The server's errors in the reader's language.
import { AppError, isErrorCode } from '../../src-shared/errors.ts';
import { Problem } from '../../src-shared/http.ts';
import { errorWords } from './english/errors.ts';
import { strings } from './strings.ts';

/** The refusal in an answer over HTTP. A code that this app does not know, because the home is newer, keeps its sentence. */
export function errorOf(answer: unknown): AppError {
  const problem = Problem.safeParse(answer);
  if (!problem.success) return new AppError('internal_error');
  const { code, detail } = problem.data;
  return new AppError(isErrorCode(code) ? code : 'internal_error', detail);
}

/** The server speaks English, and often says more than its code does. In another language the code is put into words. */
export function errorMessage({ code, message }: AppError): string {
  const translated = strings.errors[code];
  const isUnknown = code === 'internal_error' && message !== errorWords.internal_error;
  const isEnglish = translated === errorWords[code];
  return ((isUnknown || isEnglish) && message) || (translated ?? strings.errors.internal_error);
}
