import * as z from 'zod/mini';
import { nothing } from '../commands/fields.ts';
import { described } from '../described.ts';
import { Person } from '../objects.ts';
import { PageChallenge, PageChallengeReply } from '../page-proof.ts';
import { EndedSession } from '../sessions.ts';
import { secret, SignedIn } from './fields.ts';
import type { EndpointRow } from './row.ts';

export const SESSION_ENDPOINTS = {
  get_session: {
    title: 'Show the session',
    summary: 'Get the person who is signed in.',
    access: 'session',
    request: nothing,
    reply: z.object({ me: Person }),
    http: 'GET /api/session',
    readOnly: true,
  },
  sign_in: {
    title: 'Sign in',
    summary:
      "Get a session for the owner's one-time token, or for a code of `add_device`: a cookie, and the page secret, which is sent only this once.",
    access: { secret: 'token' },
    request: z.object({ token: secret, is_code: z._default(z.boolean(), false) }),
    body: 'json',
    reply: SignedIn,
    http: 'POST /api/session',
    readOnly: false,
    audit: { topic: 'sign_in' },
    auditFailure: 'failed_sign_in',
  },
  prove_server: {
    title: 'Prove the server',
    summary: 'Get the proof that the server knows the page secret of a session, and the nonce that the page signs its requests with.',
    access: 'public',
    request: PageChallenge,
    body: 'json',
    reply: PageChallengeReply,
    http: 'POST /api/session/challenge',
    readOnly: true,
  },
  ended_session: {
    title: 'Show why a session ended',
    summary: 'Get the reason for which a session ended, for a page that still has its page secret.',
    access: { secret: 'proof' },
    request: z.object({ session_id: z.string().check(z.maxLength(100)), proof: secret }),
    body: 'json',
    reply: EndedSession,
    http: 'POST /api/session/ended',
    readOnly: true,
  },
  tailnet_user: {
    title: 'Show the user of the tailnet',
    summary: 'Get the user that Tailscale names for this request, and the person as whom this user can sign in. Null at other entrances.',
    access: 'public',
    request: nothing,
    reply: z.object({
      login: described('The account, as Tailscale knows it.', z.nullable(z.string())),
      name: described('The person who joined as this user.', z.nullable(z.string())),
    }),
    http: 'GET /api/session/tailnet',
    readOnly: true,
  },
  sign_in_as_tailnet_user: {
    title: 'Sign in as the user of the tailnet',
    summary:
      'Get a session on a further device, at the entrance of Tailscale, while another device has one that was made as the same user.',
    access: { special: 'The user that Tailscale names, after a sign-in with an invite as this user.' },
    request: nothing,
    body: 'json',
    reply: SignedIn,
    http: 'POST /api/session/tailnet',
    readOnly: false,
    audit: { topic: 'sign_in' },
  },
  sign_out: {
    title: 'Sign out',
    summary: 'End the session of this request and its connections.',
    access: 'session',
    request: nothing,
    reply: nothing,
    http: 'DELETE /api/session',
    readOnly: false,
    audit: { topic: 'devices' },
  },
} as const satisfies Record<string, EndpointRow>;
