// The friend API: a program of an invited person redeems the invite, writes and listens.
import * as z from 'zod/mini';
import { optional } from '../commands/fields.ts';
import { described } from '../described.ts';
import { Name } from '../name.ts';
import { Message, Person } from '../objects.ts';
import { secret } from './fields.ts';
import type { EndpointRow } from './row.ts';

export const JoinedAsProgram = z.object({
  me: Person,
  token: described('For `Authorization: Bearer`. It is sent only this once.', z.string()),
  expires_at: z.number(),
  rooms: described('The first one is the default of `POST /api/chat`.', z.array(z.object({ id: z.string(), name: z.string() }))),
});
export type JoinedAsProgram = z.infer<typeof JoinedAsProgram>;

export const FRIEND_ENDPOINTS = {
  invite_page: {
    title: 'Show how a friend joins',
    summary:
      'Get the steps by which a program redeems an invite, as Markdown. Browsers are sent to the app. It does not use the invite up.',
    access: { secret: 'invite' },
    request: z.object({ invite: secret }),
    reply: { contentType: 'text/markdown', description: 'The steps' },
    http: 'GET /chat',
    alsoStatus: { 303: 'The page of the app, for a request with `Accept: text/html`' },
    readOnly: true,
    auditFailure: 'failed_invite',
  },
  join_as_program: {
    title: 'Redeem an invite as a program',
    summary:
      'Get a token for the code of an invite, or of `add_device`. The program acts as the person who joins the home, or as the one who made the code. Requests from pages are refused.',
    access: { secret: 'code' },
    request: z.object({
      code: secret,
      name: described('Left out: the name in the invite. It does not count for a code of `add_device`.', optional(Name)),
    }),
    body: 'json',
    reply: JoinedAsProgram,
    http: 'POST /api/chat/join',
    readOnly: false,
    audit: { topic: 'invites' },
    auditFailure: 'failed_invite',
  },
  chat: {
    title: 'Write to a room',
    summary:
      'Send a message, by default to the first room of the invite. With `message` instead of `text` the response waits for the answer.',
    access: { right: 'post' },
    request: z.object({
      text: optional(z.string()),
      message: described('As `text`. The response is a stream with the answer.', optional(z.string())),
      room: described('The id of a room.', optional(z.string())),
    }),
    body: 'json',
    reply: Message,
    streamed: {
      field: 'message',
      contentType: 'text/event-stream',
      description:
        'With `message`: `{"type":"text","content":…}` when the answer is there, then `{"type":"done"}`; without an answer `done` has `unanswered` and `note`; or `{"type":"error","error":…}`',
    },
    http: 'POST /api/chat',
    status: 201,
    readOnly: false,
  },
} as const satisfies Record<string, EndpointRow>;
