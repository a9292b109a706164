import * as z from 'zod/mini';
import { described } from '../described.ts';
import { ROOM_PAGE_VERSIONS_PAGE_DEFAULT, ROOM_PAGE_VERSIONS_PAGE_MAX } from '../limits.ts';
import { Participant } from '../objects.ts';
import { RoomPage, RoomPageVersion } from '../room-pages.ts';
import { count, id, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

export const ROOM_PAGE_COMMANDS = {
  get_room_page: {
    title: 'Read the page of a room',
    summary: 'Read the page of a room: its text, version, author and time.',
    right: 'read',
    request: z.object({ room_id: id, version: described('Left out: the newest.', optional(count)) }),
    reply: z.object({
      room_id: z.string(),
      page: described('Null: nothing was written yet.', z.nullable(RoomPage)),
      participants: described('The author.', z.array(Participant)),
    }),
    http: 'GET /api/rooms/:room_id/page',
    readOnly: true,
    largeReply: true,
  },
  set_room_page: {
    title: 'Write the page of a room',
    summary:
      'Write the page of a room. It is refused with `page_conflict` when another participant wrote it meanwhile. An earlier version is restored by writing its text again.',
    right: 'post',
    request: z.object({
      room_id: id,
      content: described('At most ROOM_PAGE_BYTES_MAX. In a sealed room: sealed, at most MESSAGE_BYTES_MAX.', z.string()),
      expected_version: described('The version that the author changed. 0: nothing was written yet.', count),
    }),
    reply: described('The new version. The same text as before makes no new version.', RoomPageVersion),
    http: 'PUT /api/rooms/:room_id/page',
    readOnly: false,
  },
  list_room_page_versions: {
    title: 'List the versions of a page',
    summary: 'List the versions of the page of a room, the newest first. The server keeps the newest ROOM_PAGE_VERSIONS_MAX.',
    right: 'read',
    request: z.object({
      room_id: id,
      before: described('Only versions before this one.', optional(count)),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(ROOM_PAGE_VERSIONS_PAGE_MAX)), ROOM_PAGE_VERSIONS_PAGE_DEFAULT),
    }),
    reply: z.object({
      room_id: z.string(),
      versions: z.array(RoomPageVersion),
      participants: described('The authors.', z.array(Participant)),
      has_more: z.boolean(),
    }),
    http: 'GET /api/rooms/:room_id/page/versions',
    readOnly: true,
  },
} as const satisfies Record<string, CommandRow>;
