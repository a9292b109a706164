// The addresses of the HTTP API, read from the rows of the commands and the endpoints. Parameters of a path have the names
// of the request's fields. The other fields come from the query of a GET and from the JSON body of a write.
import type * as z from 'zod/mini';
import { COMMANDS, isCommandName, type CommandName } from '../../../src-shared/commands/index.ts';
import type { Address, CommandRow, Http, HttpRoute, Method } from '../../../src-shared/commands/row.ts';
import { ENDPOINTS, isEndpointName, type EndpointName } from '../../../src-shared/endpoints/index.ts';
import type { EndpointRow } from '../../../src-shared/endpoints/row.ts';

export interface Route {
  method: Method;
  path: string;
  /** The fields of the request with their schemas. */
  shape: Readonly<Record<string, z.core.$ZodType>>;
  /** Fields whose values the address itself gives. */
  fixed: Readonly<Record<string, boolean>>;
  body: 'none' | 'json' | 'raw';
  /** Of a success. */
  status: 200 | 201;
}

export interface CommandRoute extends Route {
  command: CommandName;
}

export interface EndpointRoute extends Route {
  endpoint: EndpointName;
}

export const ROUTES: readonly CommandRoute[] = Object.keys(COMMANDS).filter(isCommandName).flatMap(routesOf);
export const ENDPOINT_ROUTES: readonly EndpointRoute[] = Object.keys(ENDPOINTS).filter(isEndpointName).map(endpointRoute);

function routesOf(command: CommandName): CommandRoute[] {
  const { http, request }: CommandRow = COMMANDS[command];
  return routesIn(http).map(({ route, fixed = {}, status = 200 }): CommandRoute => {
    const parts = { ...partsOf(route), shape: request.shape, fixed };
    const hasBody = parts.method !== 'GET' && openFields(parts).length > 0;
    return { ...parts, command, status, body: hasBody ? 'json' : 'none' };
  });
}

function endpointRoute(endpoint: EndpointName): EndpointRoute {
  const { http, request, status = 200, body = 'none' }: EndpointRow = ENDPOINTS[endpoint];
  return { ...partsOf(http), shape: request.shape, fixed: {}, endpoint, status, body };
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

/** The fields of the request that the address does not give. */
export function openFields(route: Pick<Route, 'path' | 'shape' | 'fixed'>): string[] {
  const given = new Set([...pathParameters(route), ...Object.keys(route.fixed)]);
  return Object.keys(route.shape).filter((field) => !given.has(field));
}

const RAW = ENDPOINT_ROUTES.filter(({ body }) => body === 'raw').map(({ method, path }) => ({
  method,
  address: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}(?:\\?|$)`),
}));

/** A request with a file as its body: no limit on the total time, as long as data keeps arriving. */
export function isUpload({ method, url = '' }: { method?: string | undefined; url?: string | undefined }): boolean {
  return RAW.some((raw) => raw.method === method && raw.address.test(url));
}
