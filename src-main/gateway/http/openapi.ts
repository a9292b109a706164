// The API described by itself (OpenAPI 3.1), from the same tables and schemas that check the requests.
import * as z from 'zod/mini';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { SESSION_ROUTES } from '../../../src-shared/http.ts';
import { PROOF_HEADER, PROOF_PARAMETER } from '../../../src-shared/page-proof.ts';
import { jsonSchema, namedSchemas, replyName, withoutNull, type Json } from './openapi-schemas.ts';
import { openFields, pathParameters, requestShape, ROUTES, takesBody, type Route } from './routes.ts';

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
    paths: merged(merged(commandPaths(), filePaths()), merged(sessionPaths(), otherPaths())),
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
          description: 'A key, made by POST /api/keys or found in the data folder.',
        },
      },
    },
  };
}

function commandPaths(): Record<string, Json> {
  const paths: Record<string, Json> = {};
  for (const route of ROUTES)
    paths[templateOf(route.path)] = { ...paths[templateOf(route.path)], [route.method.toLowerCase()]: operationOf(route) };
  return merged(paths, {});
}

function operationOf(route: Route): Json {
  const { command, method } = route;
  const { summary, right } = COMMANDS[command];
  const isWrite = method !== 'GET';
  return {
    operationId: operationId(route),
    summary,
    description: `With a key: the right \`${right}\`.`,
    security: isWrite ? SECURITY : READ_SECURITY,
    parameters: [
      ...pathParameters(route).map((name) => parameter('path', name, route)),
      ...(isWrite ? [IDEMPOTENCY] : openFields(route).map((name) => parameter('query', name, route))),
    ],
    ...(takesBody(route) ? { requestBody: { required: true, content: { 'application/json': { schema: bodySchema(route) } } } } : {}),
    responses: { [route.status]: jsonResponse('Done', ref(replyName(command))), default: PROBLEM },
  };
}

const IDEMPOTENCY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Sent again with the same key, the same request is answered as before and not done twice.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

/** One command may have two addresses, for yes and no. */
function operationId({ command, method }: Route): string {
  const isOnly = ROUTES.filter((each) => each.command === command).length === 1;
  return isOnly ? command : `${command}_${method.toLowerCase()}`;
}

function parameter(where: 'path' | 'query', name: string, route: Route): Json {
  const field = requestShape(route)[name];
  const description = name === 'participant_id' ? { description: '`me` stands for the one who asks.' } : {};
  return {
    name,
    in: where,
    required: where === 'path',
    schema: field ? withoutNull(jsonSchema(field)) : { type: 'string' },
    ...description,
  };
}

/** What a body says: the request without what the address says. */
function bodySchema(route: Route): Json {
  const open = new Set(openFields(route));
  return jsonSchema(z.object(Object.fromEntries(Object.entries(requestShape(route)).filter(([name]) => open.has(name)))));
}

function sessionPaths(): Record<string, Json> {
  const paths: Record<string, Json> = {};
  for (const [address, { request, reply }] of Object.entries(SESSION_ROUTES)) {
    const [method = '', path = ''] = address.split(' ');
    const hasBody = Object.keys(request.shape).length > 0;
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        operationId: `${method.toLowerCase()}_${path.slice('/api/'.length).replaceAll('/', '_')}`,
        summary: SESSION_SUMMARIES[address] ?? address,
        security: path === '/api/session' && method !== 'POST' ? [{ session: [], proof: [] }] : [],
        ...(hasBody ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(request) } } } } : {}),
        responses: { 200: jsonResponse('Done', jsonSchema(reply, 'output')), default: PROBLEM },
      },
    };
  }
  return paths;
}

const SESSION_SUMMARIES: Readonly<Record<string, string>> = {
  'GET /api/session': 'Who one is',
  'POST /api/session': "The owner's one-time token for a session: a cookie, and the page secret in `session`",
  'POST /api/session/challenge': 'The server proves that it has the page secret of a session, and gives its nonce',
  'DELETE /api/session': 'Sign out; what is connected with the session ends',
  'POST /api/invites/preview': 'What an invite is for, without using it up',
  'POST /api/invites/redeem': 'Accept an invite',
};

function otherPaths(): Record<string, Json> {
  const get = (operationId: string, summary: string, security: unknown[], ok: Json): Json => ({
    get: { operationId, summary, security, responses: { 200: ok, default: PROBLEM } },
  });
  const text = (type: string, description: string): Json => ({ description, content: { [type]: { schema: { type: 'string' } } } });
  return {
    '/health': get('health', 'Whether the home is well', [], jsonResponse('It is', ref('Health'))),
    '/api/connect-info': get(
      'connect_info',
      'Where an agent on this machine connects',
      READ_SECURITY,
      jsonResponse('The addresses', ref('ConnectInfo')),
    ),
    '/api/openapi.json': get('openapi', 'This document', [], {
      description: 'OpenAPI 3.1',
      content: { 'application/vnd.oai.openapi+json': { schema: { type: 'object' } } },
    }),
    '/api/stream': get(
      'stream',
      'What happens, as it happens. The data of each event is a frame as on the socket: first the snapshot, then `event` frames. Last-Event-ID resumes.',
      READ_SECURITY,
      text('text/event-stream', 'Frames'),
    ),
    '/metrics': get(
      'metrics',
      'Numbers for Prometheus: for the owner, admins, and keys of theirs that may read the whole home',
      READ_SECURITY,
      text('text/plain', 'Text format 0.0.4'),
    ),
  };
}

/** Files go as they are, not as JSON. */
function filePaths(): Record<string, Json> {
  const path = (name: string): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } });
  const bytes = { description: 'The file', content: { '*/*': { schema: {} } } };
  const fetching = (operation: string, parameters: Json[]): Json => ({
    get: {
      operationId: operation,
      summary: 'A file, whole or the part a Range asks for. It is shown in place only if it is a picture, sound or film',
      security: READ_SECURITY,
      parameters: [
        ...parameters,
        { name: 'download', in: 'query', required: false, description: 'To be saved, whatever it is.', schema: { type: 'string' } },
        { name: 'Range', in: 'header', required: false, schema: { type: 'string' } },
      ],
      responses: { 200: bytes, 206: { ...bytes, description: 'A part of it' }, 304: { description: 'Not changed' }, default: PROBLEM },
    },
  });
  return {
    '/api/rooms/{room_id}/files': {
      post: {
        operationId: 'upload_file',
        summary: 'Upload a file, to be sent with send_message and its file_ids within a day. The body is the file itself',
        description: 'With a key: the right `post`. What the file is, is found by looking at it: its name and Content-Type do not matter.',
        security: SECURITY,
        parameters: [path('room_id'), { name: 'name', in: 'query', required: true, schema: { type: 'string', minLength: 1 } }],
        requestBody: { required: true, content: { '*/*': { schema: {} } } },
        responses: { 201: jsonResponse('It is on disk', ref('FileInfo')), default: PROBLEM },
      },
    },
    '/api/backups/added': {
      post: {
        operationId: 'add_backup',
        summary: 'Add a backup from elsewhere, to be restored with restore_backup. The body is the file itself; it is checked afterwards',
        security: SECURITY,
        parameters: [{ name: 'name', in: 'query', required: true, schema: { type: 'string', minLength: 1 } }],
        requestBody: { required: true, content: { '*/*': { schema: {} } } },
        responses: { 201: jsonResponse('It is on disk, and being checked', ref('list_backups_reply')), default: PROBLEM },
      },
    },
    '/api/profile/picture': {
      put: {
        operationId: 'put_picture',
        summary: 'Set the picture of oneself: a square PNG, JPEG or WebP of at most 256 by 256 pixels. The body is the picture itself',
        security: SECURITY,
        requestBody: { required: true, content: { '*/*': { schema: {} } } },
        responses: { 200: jsonResponse('Done', ref('Person')), default: PROBLEM },
      },
    },
    '/api/people/{participant_id}/picture/{sha256}': {
      get: {
        operationId: 'fetch_picture',
        summary: "Somebody's picture, for those who are shown their name. The SHA-256 is in the person's `picture`",
        security: READ_SECURITY,
        parameters: [path('participant_id'), path('sha256')],
        responses: { 200: bytes, default: PROBLEM },
      },
    },
    '/api/files/{file_id}': fetching('fetch_file', [path('file_id')]),
    '/api/files/{file_id}/{name}': fetching('fetch_named_file', [path('file_id'), path('name')]),
  };
}

function jsonResponse(description: string, schema: Json): Json {
  return { description, content: { 'application/json': { schema } } };
}

function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

/** Two tables of paths; a path in both has the methods of both. */
function merged(a: Record<string, Json>, b: Record<string, Json>): Record<string, Json> {
  const paths = { ...a };
  for (const [path, methods] of Object.entries(b)) paths[path] = { ...paths[path], ...methods };
  return paths;
}
