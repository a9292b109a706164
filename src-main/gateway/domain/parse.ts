import type * as z from 'zod/mini';
import { AppError } from '../../../src-shared/errors.ts';

/** The payload, checked against its schema. Throws `invalid_payload` with the place and the reason, but never with the payload. */
export function parse<S extends z.ZodMiniType>(schema: S, payload: unknown): z.infer<S> {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  const reason = issue?.message ?? 'not well formed';
  throw new AppError('invalid_payload', where === '' ? reason : `${where}: ${reason}`);
}
