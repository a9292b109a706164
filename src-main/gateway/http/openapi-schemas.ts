// Our zod schemas as JSON Schema, the named ones once each and referred to by name.
import * as z from 'zod/mini';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { ERROR_STATUS } from '../../../src-shared/errors.ts';
import * as http from '../../../src-shared/http.ts';
import { NAMED_SCHEMAS } from '../../../src-shared/named-schemas.ts';

export type Json = Record<string, unknown>;

const Problem = z.extend(http.Problem, { code: z.enum(Object.keys(ERROR_STATUS)) });

/** Every named object, and every command's reply that is none of those. */
export function namedSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names()) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, io: 'output', override: withDescription });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutMeta({ ...schema })]));
}

/** A named schema by its name, others in full. */
export function replySchema(reply: z.core.$ZodType): Json {
  const name = names().get(reply);
  return name === undefined ? jsonSchema(reply, 'output') : { $ref: `#/components/schemas/${name}` };
}

export function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output' = 'input'): Json {
  return withoutMeta({ ...z.toJSONSchema(schema, { io }) });
}

/** A query cannot say null. */
export function withoutNull(schema: Json): Json {
  const { anyOf, type, ...rest } = schema;
  if (Array.isArray(type)) return { ...rest, type: type.map(String).find((each) => each !== 'null') };
  if (!Array.isArray(anyOf)) return schema;
  const others = anyOf.filter(isJson).filter((each) => each.type !== 'null');
  return others.length === 1 ? { ...others[0], ...rest } : { ...rest, anyOf: others };
}

function names(): Map<z.core.$ZodType, string> {
  const named = new Map<z.core.$ZodType, string>();
  for (const [name, schema] of Object.entries({ ...NAMED_SCHEMAS, Problem })) named.set(schema, name);
  for (const [command, { reply }] of Object.entries(COMMANDS)) if (!named.has(reply)) named.set(reply, `${command}_reply`);
  return named;
}

/** The registry of names has no descriptions, and one conversion reads one registry. */
function withDescription({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: Json }): void {
  const description = z.globalRegistry.get(zodSchema)?.description;
  if (description !== undefined) jsonSchema.description = description;
}

function withoutMeta({ $schema: _dialect, $id: _id, ...schema }: Json): Json {
  return schema;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
