// docs/protocol.md: the frames, the commands, the events and the objects.
import { ERROR_TEXTS } from '../../src-shared/error-texts.ts';
import { ERROR_STATUS, isErrorCode } from '../../src-shared/errors.ts';
import type { CommandRow } from '../../src-shared/commands/row.ts';
import type { EventRow } from '../../src-shared/events/row.ts';
import { FRAME_BYTES_MAX, REGISTER_DEADLINE_MS, STRANGER_BYTES_MAX } from '../../src-shared/limits.ts';
import { NAMED_SCHEMAS } from '../../src-shared/named-schemas.ts';
import { PageChallenge, PageChallengeReply, PageProof } from '../../src-shared/page-proof.ts';
import { ChallengeReply, ChallengeRequest, RegisterRequest, WatchRequest } from '../../src-shared/registration.ts';
import { ROUTES } from '../../src-main/gateway/http/routes.ts';
import { COMMAND_GROUPS, EVENT_GROUPS } from './groups.ts';
import { objectTable, replyText, requestTable, table, templateOf } from './tables.ts';
import { isChoice, typeOf } from './types.ts';
import { AUDIENCES, DURABILITIES, GENERATED, RIGHTS } from './words.ts';

export function protocolDocument(): string {
  return [
    GENERATED,
    '# Protocol',
    'Clients talk to the home over TCP, a Unix socket or a WebSocket. The same commands are in the [REST API](rest.md).',
    contents(),
    frames(),
    rights(),
    ...Object.entries(COMMAND_GROUPS).map(([noun, rows]) => commands(noun, rows)),
    events(),
    objects(),
    errors(),
  ]
    .join('\n\n')
    .concat('\n')
    .replaceAll('](protocol.md#', '](#');
}

function contents(): string {
  const nouns = Object.keys(COMMAND_GROUPS).map((noun) => `[${noun.toLowerCase()}](#commands-${noun.toLowerCase()})`);
  return [
    '- [Frames](#frames): the envelope, registration, watching',
    '- [Rights of keys](#rights-of-keys)',
    `- Commands: ${nouns.join(', ')}`,
    '- [Events](#events)',
    '- [Objects](#objects)',
    '- [Errors](#errors)',
  ].join('\n');
}

function frames(): string {
  return `## Frames

A frame is one JSON object. On TCP and on the Unix socket each frame is one line; on a WebSocket each frame is one text message. A frame has at most
${FRAME_BYTES_MAX.toLocaleString('en')} bytes, before registration at most ${STRANGER_BYTES_MAX.toLocaleString('en')}.

${table(
  ['field', 'meaning'],
  [
    ['`id`', 'Optional. Any text that the client chooses. The reply carries it in `reply_to`.'],
    ['`type`', 'The name of a command, or one of the types below.'],
    ['`payload`', 'The request. Left out, it is `{}`.'],
  ],
)}

\`\`\`
→ {"id":"1","type":"send_message","payload":{"room_id":"lobby","content":"Hello"}}
← {"id":"…","reply_to":"1","type":"ok","payload":{"id":"…","seq":7,…}}
← {"id":"…","reply_to":"2","type":"error","payload":{"code":"room_not_found","message":"There is no such room here."}}
\`\`\`

In the tables, an id is text of 1 to 200 characters. The reply to a command has the type \`ok\`, or \`error\` with a [code](#errors); \`retry_after\` then says for how many seconds there is no use in trying again, where that is known. Agents that registered and do not watch receive replies and events in the
form of ClawChat, version 1. The home sends \`ping\`; a client answers \`pong\`, and may send \`ping\` too. A client that watches says in its \`pong\` as \`cursor\` which event it has last: direct messages up to there count as delivered.

### register

The first frame of an agent, within ${REGISTER_DEADLINE_MS / 1000} seconds.

${requestTable(RegisterRequest)}

The reply has \`agent_id\`, \`name\` and \`protocol_version\`; after a reconnect \`reconnected\`, \`rooms\` and \`missed_messages\`. When the home cut the connection before, because its client did not read,
\`last_end\` says so once: \`{"code":"slow_reader","message":"…"}\`.

### challenge

For agents that prove their key instead of sending it: [agent-keys.md](agent-keys.md). The reply has the type \`challenge\`.

${requestTable(ChallengeRequest)}

${replyText(ChallengeReply)}

### page_challenge and page_proof

The first two frames of a page with a session, on a WebSocket with the session's cookie. First the home proves that it knows the page secret, then the
page does.

${requestTable(PageChallenge)}

${replyText(PageChallengeReply)}

${requestTable(PageProof)}

Reply: an object. \`build\` is the id of the app that the home serves, or null. A page of another build is out of date.

### watch

From now on this connection receives the [events](#events) of all rooms of its participant, as frames of the type \`event\`. With a \`cursor\` the missed
events follow the reply; without one, or when too much was missed, the reply has a whole [Snapshot](#snapshot).

${requestTable(WatchRequest)}

The reply is \`{"mode":"snapshot","snapshot":…}\` with a [Snapshot](#snapshot), or \`{"mode":"resumed","ephemeral":…}\` with an [EphemeralState](#ephemeralstate).
Both have \`last_end\`, as the reply to [register](#register), when the home cut the connection before.`;
}

function rights(): string {
  const all = Object.values(COMMAND_GROUPS).flatMap((rows) => Object.entries(rows));
  const rows = Object.entries(RIGHTS).map(([right, meaning]) => [
    `\`${right}\``,
    meaning,
    all
      .filter(([, row]) => row.right === right)
      .map(([name]) => `[${name}](#${name})`)
      .join(', '),
  ]);
  return `## Rights of keys\n\nA key allows the commands of its rights, in its rooms. A person who is signed in has all rights.\n\n${table(['right', 'allows', 'commands'], rows)}`;
}

function commands(noun: string, rows: Readonly<Record<string, CommandRow>>): string {
  return [`## Commands: ${noun.toLowerCase()}`, ...Object.entries(rows).map(([name, row]) => command(name, row))].join('\n\n');
}

function command(name: string, row: CommandRow): string {
  const facts = [
    `Right: \`${row.right}\`.`,
    ...(row.readOnly ? ['It changes nothing.'] : []),
    ...(row.seat ? ['It needs an open connection.'] : []),
  ];
  return [`### ${name}`, row.summary, `${facts.join(' ')} ${addressText(name, row)}`, requestTable(row.request), replyText(row.reply)].join(
    '\n\n',
  );
}

function addressText(name: string, { http }: CommandRow): string {
  if (typeof http === 'object' && 'none' in http) return `REST: none. ${http.none}`;
  const addresses = ROUTES.filter((route) => route.command === name).map(({ method, path }) => `\`${method} ${templateOf(path)}\``);
  return `REST: ${addresses.join(', ')}.`;
}

function events(): string {
  const groups = Object.entries(EVENT_GROUPS).map(([noun, rows]) =>
    [`### Events: ${noun.toLowerCase()}`, ...Object.entries(rows).map(([type, row]) => eventText(type, row))].join('\n\n'),
  );
  return `## Events

A connection that watches receives events as \`{"id":"…","type":"event","payload":{"type":"message.posted","cursor":42,…}}\`. Each carries the new state of its
subject, so that the same event twice does no harm. A kept event has a \`cursor\` and is sent later to a client that was away; the cursor of others is null.
Clients ignore events of types that they do not know.

${groups.join('\n\n')}`;
}

function eventText(type: string, row: EventRow): string {
  const facts = `For: ${AUDIENCES[row.audience]}. Kept: ${DURABILITIES[row.durable]}.`;
  return [`#### ${type}`, row.summary, facts, objectTable(row.schema) ?? ''].join('\n\n');
}

function objects(): string {
  // The order of a module's exports differs between Node and a test runner.
  const byName = Object.entries(NAMED_SCHEMAS).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  const texts = byName.flatMap(([name, schema]) => {
    // The events have their own chapter, and a choice of words stands where it is used.
    if (name === 'HomeEvent' || isChoice(schema)) return [];
    return [`### ${name}\n\n${objectTable(schema) ?? `One of ${typeOf(schema, 'output', { isNamed: false })}.`}`];
  });
  return `## Objects\n\nTimes are in milliseconds since 1970.\n\n${texts.join('\n\n')}`;
}

function errors(): string {
  const rows = Object.entries(ERROR_STATUS).map(([code, status]) => [
    `\`${code}\``,
    String(status),
    isErrorCode(code) ? ERROR_TEXTS[code] : '',
  ]);
  return `## Errors\n\nThe status is that of the REST API.\n\n${table(['code', 'status', 'usual message'], rows)}`;
}
