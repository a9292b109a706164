// Fields that many requests have.
import * as z from 'zod/mini';
import { DESCRIPTION_CHARS_MAX, TITLE_CHARS_MAX } from '../limits.ts';
import { visibleLine } from '../name.ts';

export const id = z.string().check(z.minLength(1), z.maxLength(200));
export const count = z.int().check(z.nonnegative());
export const nothing = z.object({});
export const inRoom = z.object({ room_id: id });

export const optional = <T extends z.core.SomeType>(schema: T) => z.optional(z.nullable(schema));

/** Programs write titles on several lines; each is kept on one. */
export const Title = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(10_000)),
    z.transform((text) => text.replace(/\s+/gu, ' ')),
  ),
  visibleLine(TITLE_CHARS_MAX, 1),
);
export const Text = z.string().check(z.trim(), z.maxLength(DESCRIPTION_CHARS_MAX));
