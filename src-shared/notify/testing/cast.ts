// A small home for the unit tests: Maya owns it, Ada is an agent, Sarah a guest; one room, and one direct with Sarah.
import type { Approval } from '../../approvals.ts';
import type { Membership, Message, Room } from '../../objects.ts';
import { FIRST_PREFERENCES } from '../levels.ts';
import type { ScheduledMessage } from '../../scheduled.ts';
import { FIRST_SIDEBAR } from '../../sidebar.ts';
import type { Snapshot } from '../../snapshot.ts';

const born = { created_at: 0 };
const PLAIN = { revoked_at: null, color: null, picture: null, status: null, time_zone: null };

function room(id: string, name: string, changes: Partial<Room> = {}): Room {
  const plain = {
    description: null,
    topic: null,
    tags: [],
    visibility: 'public' as const,
    parent_id: null,
    ephemeral: false,
    encrypted: false,
    direct: false,
    created_by: 'maya',
    archived_at: null,
  };
  return {
    ...plain,
    ...born,
    id,
    name,
    last_seq: 0,
    expired_through_seq: 0,
    pin_count: 0,
    page_version: 0,
    agent_run_max: null,
    agents_paused: false,
    last_message_at: null,
    member_ids: ['maya', 'ada', 'sarah'],
    ...changes,
  };
}

export function smallHome(): Snapshot {
  const membership = {
    last_read_seq: 10,
    unread: 0,
    mentions: 0,
    notify_level: 'default' as const,
    muted_until: null,
    section_id: null,
    threads: {},
  };
  return {
    cursor: 1,
    home: { id: 'home', name: 'Maya’s Lanai', set_up_at: 1, mentions_reach: 'members' as const, keep_days: null, link_previews: false },
    epoch: 0,
    me_id: 'maya',
    sidebar: FIRST_SIDEBAR,
    saved: {},
    scheduled: {},
    participants: {
      maya: { kind: 'person', id: 'maya', name: 'Maya', role: 'owner', scope: 'home', tells_reads: true, ...PLAIN, ...born },
      sarah: { kind: 'person', id: 'sarah', name: 'Sarah', role: 'guest', scope: 'rooms', tells_reads: true, ...PLAIN, ...born },
      ada: {
        kind: 'agent',
        id: 'ada',
        name: 'Ada',
        type: 'connected',
        owner_id: 'maya',
        capabilities: [],
        color: null,
        description: null,
        removed_at: null,
        ...born,
      },
    },
    rooms: {
      plan: { room: room('plan', 'launch-plan'), membership },
      sarah: { room: room('sarah', '', { direct: true, member_ids: ['maya', 'sarah'] }), membership },
      garden: { room: room('garden', 'garden', { member_ids: ['ada'] }), membership: null },
    },
    presence: {},
    floors: {},
    works: {},
    streams: {},
    approvals: {},
    preferences: FIRST_PREFERENCES,
    present: {},
    invites: {},
    agent_invites: null,
    sharing: { available: [], origins: [], network: null, entrances: [] },
  };
}

/** By default Ada writes in the plan's room, after what Maya has read. */
export function written(changes: Partial<Message> = {}): Message {
  const nothing = {
    reply_to: null,
    metadata: null,
    attachments: [],
    mentions: [],
    reactions: [],
    client_id: null,
    edited_at: null,
    deleted_at: null,
  };
  return { id: 'm11', room_id: 'plan', seq: 11, author_id: 'ada', kind: 'chat', content: 'Done.', created_at: 11, ...nothing, ...changes };
}

/** A question of Ada, which waits for Maya. */
export function asked(changes: Partial<Approval> = {}): Partial<Message> {
  const approval: Approval = {
    ...{ id: 'm11', room_id: 'plan', agent_id: 'ada', reply_to: null, seq: 11, title: 'Run the tests', reason: null, detail: null },
    ...{ may_allow_session: false, state: 'waiting', decider_ids: ['maya'], created_at: 11, deadline_at: 12 },
    ...{ decided_by: null, decided_at: null },
    ...changes,
  };
  return { kind: 'approval', content: approval.title, mentions: approval.decider_ids, approval };
}

export function withUnread(home: Snapshot, roomId: string, unread: number, mentions = 0): Snapshot {
  const view = home.rooms[roomId];
  if (!view) throw new Error(`There is no room ${roomId}.`);
  const membership = {
    notify_level: 'default' as const,
    muted_until: null,
    section_id: null,
    threads: {},
    ...view.membership,
    last_read_seq: 10,
    unread,
    mentions,
  };
  return { ...home, rooms: { ...home.rooms, [roomId]: { room: { ...view.room, last_message_at: unread }, membership } } };
}

export function withLevel(home: Snapshot, roomId: string, chosen: Pick<Membership, 'notify_level' | 'muted_until'>): Snapshot {
  const view = home.rooms[roomId];
  if (!view?.membership) throw new Error(`Maya is not in ${roomId}.`);
  return { ...home, rooms: { ...home.rooms, [roomId]: { ...view, membership: { ...view.membership, ...chosen } } } };
}

/** A scheduled message that could not be sent. */
export function unsent(id: string, at: number, changes: Partial<ScheduledMessage> = {}): ScheduledMessage {
  return {
    ...{ id, room_id: 'plan', content: 'Water the beans', reply_to: null, thread_id: null, also_in_room: false, metadata: null },
    ...{ mentions: [], files: [], send_at: at, repeat: null, first_at: at, created_at: 1 },
    failure: { at, code: 'room_archived', message: 'The room is archived.' },
    ...changes,
  };
}
