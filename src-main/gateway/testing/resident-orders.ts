// The language between a test and the program that lives in a network namespace for it (strangers/resident.ts).
import { z } from 'zod';

const headers = z.record(z.string(), z.string());

export const Order = z.discriminatedUnion('do', [
  z.object({
    id: z.number(),
    do: z.literal('ask'),
    url: z.string(),
    ask: z.object({
      method: z.string().optional(),
      headers: headers.optional(),
      base64: z.string().optional(),
      ca: z.string().optional(),
      from: z.string().optional(),
      servername: z.string().optional(),
    }),
  }),
  z.object({ id: z.number(), do: z.literal('socket'), url: z.string(), headers, ca: z.string().optional() }),
  z.object({ id: z.number(), do: z.literal('request'), socket: z.number(), type: z.string(), payload: z.unknown() }),
  z.object({
    id: z.number(),
    do: z.literal('hold'),
    url: z.string(),
    method: z.string(),
    headers,
    ca: z.string().optional(),
    /** The first bytes of a body that never ends; null: a request without a body, whose answer does not end. */
    begin: z.string().nullable(),
  }),
]);
export type Order = z.infer<typeof Order>;

export const Report = z.union([
  z.object({ id: z.number(), done: z.unknown() }).refine((report) => 'done' in report),
  z.object({ id: z.number(), failed: z.string() }),
  z.object({ id: z.number(), closed: z.literal(true) }),
]);
export type Report = { id: number; done: unknown } | { id: number; failed: string } | { id: number; closed: true };
