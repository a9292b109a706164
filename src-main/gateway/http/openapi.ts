// The API's own description (OpenAPI 3.1), from the same tables and schemas that check the requests.
import * as z from 'zod/mini';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import type { CommandRow } from '../../../src-shared/commands/row.ts';
import { ENDPOINTS } from '../../../src-shared/endpoints/index.ts';
import { isContent, type Access, type EndpointRow } from '../../../src-shared/endpoints/row.ts';
import type { Right } from '../../../src-shared/keys.ts';
import { PROOF_HEADER, PROOF_PARAMETER } from '../../../src-shared/page-proof.ts';
import { jsonSchema, namedSchemas, replySchema, withoutNull, type Json } from './openapi-schemas.ts';
import { ENDPOINT_ROUTES, openFields, pathParameters, ROUTES, type CommandRoute, type EndpointRoute, type Route } from './routes.ts';

export interface OpenApiOptions {
  version: string;
  cookieName: string;
}

const SECURITY = [{ session: [], proof: [] }, { key: [] }];
const READ_SECURITY = [{ session: [], proof: [] }, { session: [], signed_address: [] }, { key: [] }];
const PROBLEM = { description: 'Why it was refused', content: { 'application/problem+json': { schema: ref('Problem') } } };

const MADE_OF = 'in hex: HMAC-SHA256 with the page secret over the JSON array of strings';

/** The two ways to prove a session's page secret. */
const PROOFS = {
  proof: {
    type: 'apiKey',
    in: 'header',
    name: PROOF_HEADER,
    description: `With a session: ${MADE_OF} ["request", server_nonce, host, method, path]. \`server_nonce\` is in the reply of POST /api/session/challenge, \`host\` is as in Host, and \`path\` has its query.`,
  },
  signed_address: {
    type: 'apiKey',
    in: 'query',
    name: PROOF_PARAMETER,
    description: `With a session, for reading where no header can be set; the last parameter: \`<end in base 36>.<proof>\`, the proof being ${MADE_OF} ["address", server_nonce, host, path, end], and \`end\` at most two days ahead in milliseconds, in decimal there.`,
  },
};

export function createOpenApi({ version, cookieName }: OpenApiOptions): Json {
  const title = 'Lanai';
  const description = 'A home: rooms in which people and agents talk. The same commands as on the socket; errors have the same codes.';
  return {
    openapi: '3.1.1',
    info: { title, version, description, license: { name: 'MIT', identifier: 'MIT' } },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: '/' }],
    paths: pathsOf([...ROUTES.map(commandOperation), ...ENDPOINT_ROUTES.map(endpointOperation)]),
    components: {
      schemas: namedSchemas(),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookieName,
          description: 'A browser that came in by POST /api/session or an invite. It counts only with a proof.',
        },
        ...PROOFS,
        key: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'lan_…',
          description: 'A key, made by POST /api/keys or found in the data folder; or the token of POST /api/chat/join.',
        },
      },
    },
  };
}

interface Operation {
  route: Route;
  json: Json;
}

function pathsOf(operations: readonly Operation[]): Record<string, Json> {
  const paths: Record<string, Json> = {};
  for (const { route, json } of operations) {
    const template = route.path.replace(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [route.method.toLowerCase()]: json };
  }
  return paths;
}

function commandOperation(route: CommandRoute): Operation {
  const { summary, right, reply, readOnly }: CommandRow = COMMANDS[route.command];
  const json = {
    operationId: operationId(route),
    summary,
    description: needs(right),
    security: readOnly ? READ_SECURITY : SECURITY,
    parameters: [...fieldParameters(route), ...(readOnly ? [] : [IDEMPOTENCY])],
    ...bodyOf(route),
    responses: { [route.status]: jsonResponse('Done', replySchema(reply)), default: PROBLEM },
  };
  return { route, json };
}

function endpointOperation(route: EndpointRoute): Operation {
  const row: EndpointRow = ENDPOINTS[route.endpoint];
  const { summary, access, readOnly, body, headers = {} } = row;
  const takesKey = isObject(access) && !readOnly && ('secret' in access || body === 'json');
  const json = {
    operationId: route.endpoint,
    summary,
    ...descriptionOf(access),
    security: securityOf(access, readOnly),
    parameters: [
      ...fieldParameters(route),
      ...Object.entries(headers).map(([name, description]) => ({
        name,
        in: 'header',
        required: false,
        description,
        schema: { type: 'string' },
      })),
      ...(takesKey ? [IDEMPOTENCY] : []),
    ],
    ...bodyOf(route),
    responses: responsesOf(row, route.status),
  };
  return { route, json };
}

function responsesOf({ reply, streamed, alsoStatus = {} }: EndpointRow, status: number): Json {
  if (!isContent(reply)) {
    const also = streamed && { 200: { description: streamed.description, content: bytesOf(streamed.contentType) } };
    return { [status]: jsonResponse('Done', replySchema(reply)), ...also, default: PROBLEM };
  }
  const content = bytesOf(reply.contentType);
  const responses: Json = { [status]: { description: reply.description, content }, default: PROBLEM };
  // A part of a file is bytes too; an answer without a change has none.
  for (const [other, description] of Object.entries(alsoStatus))
    responses[other] = { description, ...(other === '206' ? { content } : {}) };
  return responses;
}

function descriptionOf(access: Access): Json {
  if (!isObject(access) || 'secret' in access) return {};
  return { description: 'right' in access ? needs(access.right) : access.special };
}

function needs(right: Right): string {
  return `With a key: the right \`${right}\`.`;
}

function securityOf(access: Access, readOnly: boolean): unknown[] {
  if (access === 'public' || (isObject(access) && 'secret' in access)) return [];
  if (access === 'session') return [{ session: [], proof: [] }];
  return readOnly ? READ_SECURITY : SECURITY;
}

function isObject<T>(value: T): value is Extract<T, object> {
  return typeof value === 'object';
}

function bytesOf(type: string): Json {
  return { [type]: { schema: type === '*/*' ? {} : { type: type.endsWith('json') ? 'object' : 'string' } } };
}

const IDEMPOTENCY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Sent again with the same key, the same request is answered as before and not done twice.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

/** One command may have two addresses, for yes and no. */
function operationId({ command, method }: CommandRoute): string {
  const isOnly = ROUTES.filter((each) => each.command === command).length === 1;
  return isOnly ? command : `${command}_${method.toLowerCase()}`;
}

/** The fields of the path and of the query. */
function fieldParameters(route: Route): Json[] {
  const query = route.body === 'json' ? [] : openFields(route);
  return [...pathParameters(route).map((name) => parameter('path', name, route)), ...query.map((name) => parameter('query', name, route))];
}

function parameter(where: 'path' | 'query', name: string, route: Route): Json {
  const field = route.shape[name];
  const { description: said, ...schema }: Json = field ? withoutNull(jsonSchema(field)) : { type: 'string' };
  const description = name === 'participant_id' ? '`me` stands for the caller.' : said;
  const required = where === 'path' || (field !== undefined && !z.safeParse(field, undefined).success);
  return { name, in: where, required, schema, ...(description === undefined ? {} : { description }) };
}

function bodyOf(route: Route): Json {
  if (route.body === 'none') return {};
  const content = route.body === 'raw' ? { '*/*': { schema: {} } } : { 'application/json': { schema: bodySchema(route) } };
  return { requestBody: { required: true, content } };
}

/** The schema of a body: the request without the parameters of the path. */
function bodySchema({ shape, ...route }: Route): Json {
  const open = new Set(openFields({ shape, ...route }));
  return jsonSchema(z.object(Object.fromEntries(Object.entries(shape).filter(([name]) => open.has(name)))));
}

function jsonResponse(description: string, schema: Json): Json {
  return { description, content: { 'application/json': { schema } } };
}

function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}
