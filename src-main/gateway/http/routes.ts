// The REST API: every address of every command, read from the commands' rows. Parameters of a path have the names of the
// request's fields. The other fields come from the query of a GET and from the JSON body of a write.
import type * as z from 'zod/mini';
import { COMMANDS, isCommandName, type CommandName } from '../../../src-shared/commands/index.ts';
import type { Address, CommandRow, Http, HttpRoute, Method } from '../../../src-shared/commands/row.ts';

export interface Route {
  method: Method;
  path: string;
  command: CommandName;
  /** Fields whose values the address itself gives. */
  fixed: Readonly<Record<string, boolean>>;
  /** Of a success. */
  status: 200 | 201;
}

export const ROUTES: readonly Route[] = Object.keys(COMMANDS).filter(isCommandName).flatMap(routesOf);

function routesOf(command: CommandName): Route[] {
  const { http }: CommandRow = COMMANDS[command];
  return routesIn(http).map(({ route, fixed = {}, status = 200 }) => ({ ...partsOf(route), command, fixed, status }));
}

function routesIn(http: Http): readonly HttpRoute[] {
  if (typeof http === 'string') return [{ route: http }];
  if ('none' in http) return [];
  return 'route' in http ? [http] : http;
}

function partsOf(address: Address): Pick<Route, 'method' | 'path'> {
  const space = address.indexOf(' ');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the part of an address before its space, by its type
  return { method: address.slice(0, space) as Method, path: address.slice(space + 1) };
}

/** The caller, where a path names a participant. */
export const ME = 'me';

export function pathParameters({ path }: Pick<Route, 'path'>): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}

/** The schema of each field of the request. */
export function requestShape({ command }: Pick<Route, 'command'>): Readonly<Record<string, z.core.$ZodType>> {
  return COMMANDS[command].request.shape;
}

/** The fields of the request that the address does not give. */
export function openFields(route: Route): string[] {
  const given = new Set([...pathParameters(route), ...Object.keys(route.fixed)]);
  return Object.keys(requestShape(route)).filter((field) => !given.has(field));
}

export function takesBody(route: Route): boolean {
  return route.method !== 'GET' && openFields(route).length > 0;
}
