import * as z from 'zod/mini';
import { described } from '../described.ts';
import { Name } from '../name.ts';
import { SECTION_ROOMS_MAX } from '../limits.ts';
import { Membership } from '../objects.ts';
import { RoomOrder, Section, Sidebar } from '../sidebar.ts';
import { count, id } from './fields.ts';
import type { CommandRow } from './row.ts';

export const SIDEBAR_COMMANDS = {
  set_sidebar: {
    title: 'Arrange the sidebar',
    summary: "Change the order of the rooms in the caller's sidebar, or show unread rooms only. A field that is left out stays as it is.",
    right: 'admin',
    request: z.object({ order: z.optional(RoomOrder), unread_only: z.optional(z.boolean()) }),
    reply: Sidebar,
    http: 'PATCH /api/sidebar',
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
  create_section: {
    title: 'Create a section',
    summary: "Create a section for rooms in the caller's sidebar, below the others.",
    right: 'admin',
    request: z.object({ name: Name }),
    reply: Section,
    http: { route: 'POST /api/sidebar/sections', status: 201 },
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
  update_section: {
    title: 'Change a section',
    summary: "Rename or move a section of the caller's sidebar. A field that is left out stays as it is.",
    right: 'admin',
    request: z.object({
      section_id: id,
      name: z.optional(Name),
      position: described('Its new place among the sections, from 0. A number past the end moves it to the end.', z.optional(count)),
    }),
    reply: Section,
    http: 'PATCH /api/sidebar/sections/:section_id',
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
  delete_section: {
    title: 'Delete a section',
    summary: "Delete a section of the caller's sidebar. Its rooms stay, and are in no section.",
    right: 'admin',
    request: z.object({ section_id: id }),
    reply: Sidebar,
    http: 'DELETE /api/sidebar/sections/:section_id',
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
  set_room_section: {
    title: 'Move a room to a section',
    summary: "Move a room to a section of the caller's sidebar: `favourites`, or a section that the caller created.",
    right: 'admin',
    request: z.object({ room_id: id, section_id: described('Null: no section.', z.nullable(id)) }),
    reply: Membership,
    http: 'PUT /api/rooms/:room_id/section',
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
  arrange_section: {
    title: 'Order the rooms of a section',
    summary:
      "Move rooms to a section of the caller's sidebar, in this order. Other rooms of the section follow them, by the order of the sidebar.",
    right: 'admin',
    request: z.object({ section_id: id, room_ids: z.array(id).check(z.maxLength(SECTION_ROOMS_MAX)) }),
    reply: Sidebar,
    http: 'PUT /api/sidebar/sections/:section_id/rooms',
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
} as const satisfies Record<string, CommandRow>;
