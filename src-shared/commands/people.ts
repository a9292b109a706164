import * as z from 'zod/mini';
import { Name } from '../name.ts';
import { InviteRole, Participant, Person } from '../objects.ts';
import { Hue, NewStatus, TimeZone } from '../profile.ts';
import { described } from '../described.ts';
import { id, nothing, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

export const PEOPLE_COMMANDS = {
  list_people: {
    title: 'List people',
    summary: 'List the people of the home.',
    right: 'admin',
    request: nothing,
    reply: z.object({ people: z.array(Person) }),
    http: 'GET /api/people',
    readOnly: true,
    largeReply: true,
  },
  update_profile: {
    title: 'Change the profile',
    summary: "Change the caller's name, colour, status or time zone. A field that is left out stays as it is; null removes it.",
    right: 'admin',
    request: z.object({
      name: z.optional(Name),
      color: optional(Hue),
      status: optional(NewStatus),
      time_zone: described('An IANA name, such as Pacific/Honolulu.', optional(TimeZone)),
      picture: described('Null removes the picture. PUT /api/profile/picture sets one.', z.optional(z.null())),
    }),
    reply: Participant,
    http: 'PATCH /api/profile',
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
  clear_profile: {
    title: 'Clear a profile',
    summary: 'Remove the picture and the status of another person, when others should not see them.',
    right: 'admin',
    request: z.object({ participant_id: id }),
    reply: Person,
    http: 'DELETE /api/people/:participant_id/profile',
    readOnly: false,
    audit: { topic: 'people', about: 'participant_id' },
  },
  update_access: {
    title: "Change a person's access",
    summary:
      'Change the role of a person, or the rooms that are open to them, at once. A field that is left out stays as it is. The role of the owner never changes, and only the owner decides about admins.',
    right: 'admin',
    request: z.object({
      participant_id: id,
      role: z.optional(InviteRole),
      room_ids: described(
        'The rooms that are open to the person. Null: every public room, besides the rooms of which they are a member. Rooms that the caller cannot see stay as they are.',
        z.optional(z.nullable(z.array(id).check(z.maxLength(500)))),
      ),
    }),
    reply: Person,
    http: 'PATCH /api/people/:participant_id/access',
    readOnly: false,
    audit: { topic: 'people', about: 'participant_id', facts: ['role', 'room_ids'] },
  },
  erase_person: {
    title: 'Delete a person',
    summary:
      'End the access of a person, and delete for good what they wrote in lasting rooms, with files, copies that others forwarded, the texts of their tasks, and their name. It cannot be undone. Backups and exports that were made before still have it. Only the owner can.',
    right: 'admin',
    request: z.object({ participant_id: id }),
    reply: z.object({ person: Person, messages: described('The number of messages that were deleted.', z.number()) }),
    http: 'POST /api/people/:participant_id/erasure',
    readOnly: false,
    audit: { topic: 'people', about: 'participant_id' },
  },
  revoke_access: {
    title: 'Revoke access',
    summary: 'End the sessions, keys and connections of a person at once, and the links by which the person could come back.',
    right: 'admin',
    request: z.object({ participant_id: id }),
    reply: Person,
    http: 'DELETE /api/people/:participant_id/access',
    readOnly: false,
    audit: { topic: 'people', about: 'participant_id' },
  },
} as const satisfies Record<string, CommandRow>;
