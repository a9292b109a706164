import * as z from 'zod/mini';
import { Account } from '../accounts.ts';
import { described } from '../described.ts';
import { Name } from '../name.ts';
import { InvitePreview } from '../objects.ts';
import { secret, SignedIn } from './fields.ts';
import type { EndpointRow } from './row.ts';

export const JoinPreview = z.extend(InvitePreview, {
  account: described(
    'The account that the entrance names for this request: the other devices with this account can sign in as the person who joins. Null at most entrances.',
    z.nullable(Account),
  ),
});
export type JoinPreview = z.infer<typeof JoinPreview>;

export const INVITE_ENDPOINTS = {
  preview_invite: {
    title: 'Preview an invite',
    summary: 'Get the home and the rooms that an invite is for. It does not use the invite up.',
    access: { secret: 'code' },
    request: z.object({ code: secret }),
    body: 'json',
    reply: JoinPreview,
    http: 'POST /api/invites/preview',
    readOnly: true,
    auditFailure: 'failed_invite',
  },
  redeem_invite: {
    title: 'Redeem an invite',
    summary: 'Get a session for the code of an invite. A person with this name joins the home.',
    access: { secret: 'code' },
    request: z.object({ code: secret, name: Name }),
    body: 'json',
    reply: SignedIn,
    http: 'POST /api/invites/redeem',
    readOnly: false,
    audit: { topic: 'invites' },
    auditFailure: 'failed_invite',
  },
} as const satisfies Record<string, EndpointRow>;
