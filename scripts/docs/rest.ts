// docs/rest.md: every address of the HTTP API.
import { isContent, type Access, type Content, type EndpointRow } from '../../src-shared/endpoints/row.ts';
import { AGENT_HEADER } from '../../src-shared/http.ts';
import { PROOF_HEADER } from '../../src-shared/page-proof.ts';
import { ENDPOINT_ROUTES, openFields, ROUTES, type EndpointRoute, type Route } from '../../src-main/gateway/http/routes.ts';
import type { CommandRow } from '../../src-shared/commands/row.ts';
import { COMMAND_GROUPS, ENDPOINT_GROUPS } from './groups.ts';
import { requestTable, table, templateOf } from './tables.ts';
import { typeOf } from './types.ts';
import { GENERATED } from './words.ts';

export function restDocument(): string {
  return [
    GENERATED,
    '# REST API',
    INTRODUCTION,
    '## Commands',
    'Each of these addresses is a command of the [protocol](protocol.md): its fields and its reply are described there.',
    ...Object.entries(COMMAND_GROUPS).map(([noun, rows]) => commandTable(noun, rows)),
    '## Other endpoints',
    'Bytes, streams, and everything about signing in.',
    ...Object.entries(ENDPOINT_GROUPS).map(([noun, rows]) => endpointTexts(noun, rows)),
  ]
    .join('\n\n')
    .concat('\n');
}

const INTRODUCTION = `The API is at the address of the home, usually \`http://127.0.0.1:4510\`. The same in OpenAPI 3.1: \`GET /api/openapi.json\`.

- **Keys.** Programs send \`Authorization: Bearer lan_…\`. A key acts as the agent that the header \`${AGENT_HEADER}\` names; without the header, as an agent
  with the label of the key.
- **Programs of people** send the token of \`POST /api/chat/join\` (\`prg_…\`) in the same way: [friends-api.md](friends-api.md).
- **Sessions.** Pages send the session's cookie, and a proof of the page secret in the header \`${PROOF_HEADER}\`.
- **Requests.** The fields that are not in the path are in the query of a GET, and in the JSON body of all others. In a path, \`me\` stands for the caller.
- **Replies** are JSON. An error is a problem document (RFC 9457) with a [code](protocol.md#errors) of the protocol.
- **Sent twice.** A write with the header \`Idempotency-Key\` (1 to 255 visible ASCII characters) is done once: sent again with the same key, it gets the same
  answer. An upload has no such key.
- **Methods.** HEAD is answered as GET. Another method than the listed ones is refused with 405.`;

function commandTable(noun: string, rows: Readonly<Record<string, CommandRow>>): string {
  const lines = Object.entries(rows).flatMap(([name, { title, right }]) =>
    ROUTES.filter(({ command }) => command === name).map((route) => [
      `\`${route.method} ${templateOf(route.path)}\``,
      `[${title}](protocol.md#${name})${fixedText(route)}`,
      `\`${right}\``,
      fieldList(route),
      String(route.status),
    ]),
  );
  return `### ${noun}\n\n${table(['address', 'command', 'right', 'query or body', 'status'], lines)}`;
}

function fixedText({ fixed }: Route): string {
  const values = Object.entries(fixed).map(([name, value]) => `\`${name}\` = ${value}`);
  return values.length > 0 ? ` with ${values.join(', ')}` : '';
}

function fieldList(route: Route): string {
  return openFields(route)
    .map((name) => `\`${name}\``)
    .join(', ');
}

function endpointTexts(noun: string, rows: Readonly<Record<string, EndpointRow>>): string {
  const texts = Object.entries(rows).flatMap(([name, row]) =>
    ENDPOINT_ROUTES.filter(({ endpoint }) => endpoint === name).map((route) => endpointText(route, row)),
  );
  return [`### ${noun} endpoints`, ...texts].join('\n\n');
}

function endpointText(route: EndpointRoute, row: EndpointRow): string {
  const { title, summary, access, request, reply, streamed, alsoStatus = {}, headers = {} } = row;
  const answer = isContent(reply) ? contentText(reply) : typeOf(reply, 'output');
  const others = Object.entries(alsoStatus).map(([status, meaning]) => `${status}: ${meaning.toLowerCase()}.`);
  if (streamed) others.unshift(`200: ${contentText(streamed)}.`);
  return [
    `#### \`${route.method} ${templateOf(route.path)}\``,
    `**${title}.** ${summary} ${route.body === 'raw' ? 'The body is the file itself.' : ''}`.trim(),
    accessText(access),
    ...(Object.keys(request.shape).length > 0 ? [requestTable(request)] : []),
    ...Object.entries(headers).map(([name, meaning]) => `Header \`${name}\`: ${meaning}`),
    [`${route.status}: ${answer}.`, ...others].join(' '),
  ].join('\n\n');
}

function contentText({ description, contentType }: Content): string {
  return contentType === '*/*' ? description : `${description}, as \`${contentType}\``;
}

function accessText(access: Access): string {
  if (access === 'public') return 'Access: public.';
  if (access === 'session') return 'Access: a session.';
  if ('right' in access) return `Access: a session, or a key with the right \`${access.right}\`.`;
  if ('secret' in access) return `Access: any client that knows the secret in \`${access.secret}\`. Clients that guess are slowed down.`;
  return `Access: ${access.special}`;
}
