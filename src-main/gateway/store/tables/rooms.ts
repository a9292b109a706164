import { NotifyLevel } from '../../../../src-shared/notify/levels.ts';
import { AGENT_RUN_DEFAULT, SMALL_ACTS_PER_MESSAGE } from '../../../../src-shared/agent-runs.ts';
import { Visibility } from '../../../../src-shared/objects.ts';
import { flag, integer, json, nullable, oneOf, table, text, time, type RowOf } from './table.ts';

export const rooms = table({
  id: text(),
  name: text(),
  description: nullable(text()),
  visibility: oneOf(Visibility),
  parent_id: nullable(text()),
  /** The two ids of a direct room, sorted and joined with a space; null for other rooms. */
  direct_key: nullable(text()),
  created_by: nullable(text()),
  created_at: time(),
  archived_at: nullable(time()),
  last_seq: integer(),
  last_message_at: nullable(time()),
  /** The key that the agent who made it came with. */
  key_id: nullable(text()),
  /** 1: takes sealed messages only. */
  encrypted: flag(),
  /** The messages up to this one are gone because of their age. */
  expired_through_seq: integer(),
  /** The look of the name (look-alike.ts). */
  name_key: nullable(text()),
  name_fold: nullable(text()),
  topic: nullable(text()),
  /** 1: all people who see the whole home are members from the start, and so is each who comes later. */
  takes_everyone: flag(),
  /** The number of pinned messages. */
  pin_count: integer(),
  tags: json(),
  /** The number of the newest version of the page; 0 without one. */
  page_version: integer(),
  /** How often agents have answered each other since a person wrote, in small acts (domain/messages/agent-runs.ts). */
  agent_run: integer(),
  /** The agent or program that wrote last in this run. */
  agent_run_of: nullable(text()),
  /** In messages. 0: there is no limit. Null: the default, which is not for agents with the home's own key. */
  agent_run_max: nullable(integer()),
});
export type RoomRow = RowOf<typeof rooms>;

/** The columns that `update_room` changes. */
export const ROOM_TEXTS = ['name', 'description', 'topic', 'tags', 'name_key', 'name_fold'] as const satisfies (keyof RoomRow)[];
export type RoomTexts = Pick<RoomRow, 'id' | (typeof ROOM_TEXTS)[number]>;

/** The columns of the messages that agents have written in a row. */
export const AGENT_RUN = ['agent_run', 'agent_run_of', 'agent_run_max'] as const satisfies (keyof RoomRow)[];
export type AgentRun = Pick<RoomRow, (typeof AGENT_RUN)[number]>;
export type AgentRunRow = AgentRun & Pick<RoomRow, 'id'>;

/** Whether the run has reached the limit of the room. */
export function isPaused({ agent_run, agent_run_max }: Pick<AgentRun, 'agent_run' | 'agent_run_max'>): boolean {
  const limit = agent_run_max ?? AGENT_RUN_DEFAULT;
  return limit > 0 && agent_run >= limit * SMALL_ACTS_PER_MESSAGE;
}

export const memberships = table({
  room_id: text(),
  participant_id: text(),
  /** The cursor of the joining: members are listed in this order. */
  joined_cursor: integer(),
  /** Where reading began: what was there before is not unread. */
  read_from_seq: integer(),
  last_read_seq: integer(),
  notify_level: oneOf(NotifyLevel),
  muted_until: nullable(time()),
  /** Up to where the member said to have read, for others to know: 0 when it never did. To have something unread again does not move it back. */
  seen_seq: integer(),
  seen_at: nullable(time()),
  section_id: nullable(text()),
  /** Of a direct room: up to where a client of the member has received the messages. */
  delivered_seq: integer(),
  delivered_at: nullable(time()),
});
export type MembershipRow = RowOf<typeof memberships>;
