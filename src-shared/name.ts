import * as z from 'zod/mini';
import { NAME_CHARS_MAX } from './limits.ts';

/** A label people see: trimmed, not empty, on one line. */
export const Name = z
  .string()
  .check(
    z.trim(),
    z.minLength(1),
    z.maxLength(NAME_CHARS_MAX),
    z.regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'No line breaks or control characters'),
  );
