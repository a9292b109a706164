// Our zod schemas as JSON Schema, the named ones once each and referred to by name.
import * as z from 'zod/mini';
import { COMMANDS, type CommandName } from '../../../src-shared/commands/index.ts';
import { FileInfo, RoomFile } from '../../../src-shared/files.ts';
import { ERRORS } from '../../../src-shared/errors.ts';
import { HomeEvent } from '../../../src-shared/events/index.ts';
import * as http from '../../../src-shared/http.ts';
import * as objects from '../../../src-shared/objects.ts';
import { EphemeralState, Snapshot } from '../../../src-shared/snapshot.ts';
import { ConnectInfo, Health } from './home-schemas.ts';

export type Json = Record<string, unknown>;

const Problem = z.extend(http.Problem, { code: z.enum(Object.keys(ERRORS)) });

/** Every named object, and every command's reply that is none of those. */
export function namedSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names()) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, io: 'output' });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutMeta({ ...schema })]));
}

/** Several commands answer with one of the objects: that has its own name. */
export function replyName(command: CommandName): string {
  return names().get(COMMANDS[command].reply) ?? '';
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
  for (const [name, schema] of Object.entries({
    ...objects,
    FileInfo,
    RoomFile,
    HomeEvent,
    Snapshot,
    EphemeralState,
    Problem,
    Health,
    ConnectInfo,
  }))
    named.set(schema, name);
  for (const [command, { reply }] of Object.entries(COMMANDS)) if (!named.has(reply)) named.set(reply, `${command}_reply`);
  return named;
}

function withoutMeta({ $schema: _dialect, $id: _id, ...schema }: Json): Json {
  return schema;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
