import * as z from 'zod/mini';

/** The schema with a description, which OpenAPI and docs/protocol.md show. */
// @__NO_SIDE_EFFECTS__
export function described<T extends z.ZodMiniType>(description: string, schema: T): T {
  return schema.check(z.describe(description));
}
