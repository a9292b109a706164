import * as z from 'zod/mini';
import { nothing } from '../commands/fields.ts';
import { Account } from '../accounts.ts';
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
  named_account: {
    title: 'Show the named account',
    summary:
      'Get the account that the proxy of this entrance names for the request, and the person as whom it can sign in. Null at other entrances.',
    access: 'public',
    request: nothing,
    reply: z.object({
      account: z.nullable(Account),
      name: described('The person who joined with this account.', z.nullable(z.string())),
    }),
    http: 'GET /api/session/account',
    readOnly: true,
  },
  sign_in_as_account: {
    title: 'Sign in by the named account',
    summary:
      'Get a session on a further device, at an entrance whose proxy names accounts, while another device has one that was made with the same account.',
    access: { special: 'The account that the proxy of the entrance names, after a sign-in with an invite as this account.' },
    request: nothing,
    body: 'json',
    reply: SignedIn,
    http: 'POST /api/session/account',
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
