import * as z from 'zod/mini';
import { INVITE_LIFETIME_MS, INVITE_LIFETIME_MS_MAX, NAME_CHARS_MAX } from '../limits.ts';
import { visibleLine } from '../name.ts';
import { Invite, InviteRole } from '../objects.ts';
import { described } from '../described.ts';
import { id, nothing, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const NewLink = z.object({
  invite: Invite,
  code: described('The secret of the invite. It is sent only this once.', z.string()),
  links: described('The code as links, one for each address of the home.', z.array(z.string())),
});
const lifetime = z.int().check(z.minimum(60_000), z.maximum(INVITE_LIFETIME_MS_MAX));
const aboutInvite = z.object({ invite_id: id });

export const INVITE_COMMANDS = {
  create_invite: {
    title: 'Create an invite',
    summary: 'Create an invite for people. Its link is shown only this once.',
    right: 'admin',
    request: z.object({
      name: described('The name that the guest starts with.', z._default(visibleLine(NAME_CHARS_MAX), '')),
      nickname: described(
        'The name that the guest starts with instead, where `name` is what you call the guest.',
        optional(visibleLine(NAME_CHARS_MAX).check(z.minLength(1))),
      ),
      role: z._default(InviteRole, 'guest'),
      room_ids: described('The rooms that the invite is for. Null: the whole home.', optional(z.array(id).check(z.maxLength(500)))),
      max_uses: z._default(z.int().check(z.minimum(1), z.maximum(1_000)), 1),
      lifetime_ms: described('In milliseconds.', z._default(lifetime, INVITE_LIFETIME_MS)),
    }),
    reply: NewLink,
    http: { route: 'POST /api/invites', status: 201 },
    readOnly: false,
    audit: { topic: 'invites', facts: ['name', 'nickname', 'role', 'room_ids', 'max_uses', 'lifetime_ms'] },
  },
  list_invites: {
    title: 'List invites',
    summary: 'List all invites.',
    right: 'admin',
    request: nothing,
    reply: z.object({ invites: z.array(Invite) }),
    http: 'GET /api/invites',
    readOnly: true,
  },
  update_invite: {
    title: 'Change an invite',
    summary:
      'Change an invite that was not withdrawn: its role, its rooms, how often it can be used, or until when. A field that is left out stays as it is. Its link stays the same, and works again if it had expired.',
    right: 'admin',
    request: z.object({
      invite_id: id,
      role: described('Only of an invite for a new guest.', z.optional(InviteRole)),
      room_ids: described(
        'Null: the whole home. Only of an invite for a new guest.',
        z.optional(z.nullable(z.array(id).check(z.maxLength(500)))),
      ),
      max_uses: z.optional(z.int().check(z.minimum(1), z.maximum(1_000))),
      lifetime_ms: described('From now, in milliseconds.', z.optional(lifetime)),
    }),
    reply: Invite,
    http: 'PATCH /api/invites/:invite_id',
    readOnly: false,
    audit: { topic: 'invites', about: 'invite_id', facts: ['role', 'room_ids', 'max_uses', 'lifetime_ms'] },
  },
  renew_invite: {
    title: 'Make a new link for an invite',
    summary:
      'Create a new link for an open invite, with the addresses of now. The link before it keeps working where its address does; earlier links end.',
    right: 'admin',
    request: aboutInvite,
    reply: NewLink,
    http: { route: 'POST /api/invites/:invite_id/links', status: 201 },
    readOnly: false,
    audit: { topic: 'invites', about: 'invite_id' },
  },
  revoke_invite: {
    title: 'Revoke an invite',
    summary: 'Revoke an invite.',
    right: 'admin',
    request: aboutInvite,
    reply: Invite,
    http: 'DELETE /api/invites/:invite_id',
    readOnly: false,
    audit: { topic: 'invites', about: 'invite_id' },
  },
  reinvite: {
    title: 'Invite a person back',
    summary: 'Create a new link for a person who was here. It ends the sessions of that person at once.',
    right: 'admin',
    request: z.object({ participant_id: id }),
    reply: NewLink,
    http: { route: 'POST /api/people/:participant_id/reinvite', status: 201 },
    readOnly: false,
    audit: { topic: 'invites', about: 'participant_id' },
  },
  confirm_invite: {
    title: 'Confirm an invite',
    summary: 'Confirm a link that an admin created for a person who comes back. Only the owner can.',
    right: 'admin',
    request: aboutInvite,
    reply: Invite,
    http: 'PUT /api/invites/:invite_id/confirmation',
    readOnly: false,
    audit: { topic: 'invites', about: 'invite_id' },
  },
} as const satisfies Record<string, CommandRow>;
