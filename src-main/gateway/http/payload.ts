// The fields of a request, from its address, its query and its body together.
import * as z from 'zod/mini';
import { AppError } from '../../../src-shared/errors.ts';
import type { Actor } from '../domain/actor.ts';
import type { HttpContext } from './env.ts';
import { ME, openFields, pathParameters, type Route } from './routes.ts';

/** Path parameters override the query and the body. `actor`: replaces `me` in the path. Throws `invalid_payload`. */
export function payloadOf(route: Route, c: HttpContext, actor: Actor | null, json: unknown): Record<string, unknown> {
  const path = pathParameters(route).map((name): [string, string] => [name, parameter(c, name, actor)]);
  const rest = route.body === 'json' ? objectOf(json) : queryOf(route, c);
  return { ...rest, ...Object.fromEntries(path), ...route.fixed };
}

function parameter(c: HttpContext, name: string, actor: Actor | null): string {
  const value = c.req.param(name) ?? '';
  return actor && name === 'participant_id' && value === ME ? actor.participant_id : value;
}

/** A query is text: a field that takes none is given a number where it is one. */
function queryOf(route: Route, c: HttpContext): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const field of openFields(route)) {
    const text = c.req.query(field);
    if (text === undefined) continue;
    const isNumber = /^-?\d{1,15}$/.test(text) && !takesText(route.shape[field]);
    query[field] = isNumber ? Number(text) : text;
  }
  return query;
}

function takesText(schema: z.core.$ZodType | undefined): boolean {
  return schema !== undefined && z.safeParse(schema, '0').success;
}

function objectOf(json: unknown): object {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new AppError('invalid_payload', 'The body must be a JSON object.');
  return json;
}
