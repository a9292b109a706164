// Fields that many requests have.
import * as z from 'zod/mini';
import { CHOICE_CHARS_MAX, DESCRIPTION_CHARS_MAX, TITLE_CHARS_MAX } from '../limits.ts';
import { visibleLine } from '../name.ts';

export const id = z.string().check(z.minLength(1), z.maxLength(200));
export const count = z.int().check(z.nonnegative());
export const nothing = z.object({});
export const inRoom = z.object({ room_id: id });

// @__NO_SIDE_EFFECTS__
export const optional = <T extends z.core.SomeType>(schema: T) => z.optional(z.nullable(schema));

/** Programs write titles on several lines; each is kept on one. */
// @__NO_SIDE_EFFECTS__
const onOneLine = (charsMax: number) =>
  z.pipe(
    z.pipe(
      z.string().check(z.maxLength(10_000)),
      z.transform((text) => text.replace(/\s+/gu, ' ')),
    ),
    visibleLine(charsMax, 1),
  );
export const Title = onOneLine(TITLE_CHARS_MAX);
export const Choice = onOneLine(CHOICE_CHARS_MAX);
export const Text = z.string().check(z.trim(), z.maxLength(DESCRIPTION_CHARS_MAX));
