// The people, agents and rooms of the tests.
import type { FileInfo } from '../../src-shared/files.ts';
import type { Agent, Invite, Message, Participant, Person, Presence, Room, RoomView } from '../../src-shared/objects.ts';
import { FIRST_PREFERENCES } from '../../src-shared/notify/levels.ts';
import { FIRST_SIDEBAR } from '../../src-shared/sidebar.ts';
import type { Task, OwnVote } from '../../src-shared/coordination.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import { presenceIn, type PresenceThere } from '../../src-shared/work.ts';
import type { OutboxItem } from '../sync/outbox.ts';
import { opened, type Timeline } from '../sync/timeline.ts';

/** 2026-11-20, 09:00 UTC. */
export const MORNING = Date.UTC(2026, 10, 20, 9);

export function person(id: string, more: Partial<Person> = {}): Person {
  return {
    kind: 'person',
    id,
    name: capitalised(id),
    role: 'member',
    scope: 'home',
    tells_reads: true,
    created_at: MORNING,
    revoked_at: null,
    color: null,
    picture: null,
    status: null,
    time_zone: null,
    ...more,
  };
}

export function agent(id: string, more: Partial<Agent> = {}): Agent {
  return {
    kind: 'agent',
    id,
    name: capitalised(id),
    type: 'connected',
    owner_id: 'maya',
    capabilities: [],
    created_at: MORNING,
    color: null,
    description: null,
    removed_at: null,
    ...more,
  };
}

export const maya = person('maya', { role: 'owner' });
export const sarah = person('sarah', { role: 'guest' });
export const john = person('john');
export const ada = agent('ada');
export const quill = agent('quill');
export const porter = agent('porter', { type: 'built-in', owner_id: null });

export function byId(...participants: Participant[]): Record<string, Participant> {
  return Object.fromEntries(participants.map((each) => [each.id, each]));
}

export function room(id: string, more: Partial<Room> = {}): Room {
  return {
    id,
    name: id,
    description: null,
    topic: null,
    tags: [],
    visibility: 'public',
    parent_id: null,
    ephemeral: false,
    encrypted: false,
    direct: false,
    created_by: 'maya',
    created_at: MORNING,
    archived_at: null,
    last_seq: 0,
    expired_through_seq: 0,
    pin_count: 0,
    page_version: 0,
    agent_run_max: null,
    agents_paused: false,
    last_message_at: null,
    member_ids: ['maya'],
    ...more,
  };
}

export function view(of: Room, more: Partial<RoomView['membership']> = {}): RoomView {
  return {
    room: of,
    membership: {
      last_read_seq: 0,
      unread: 0,
      mentions: 0,
      notify_level: 'default',
      muted_until: null,
      section_id: null,
      threads: {},
      ...more,
    },
  };
}

export function message(seq: number, more: Partial<Message> = {}): Message {
  return {
    id: `message-${seq}`,
    room_id: 'lobby',
    seq,
    author_id: 'sarah',
    kind: 'chat',
    content: `Message ${seq}`,
    reply_to: null,
    metadata: null,
    mentions: [],
    reactions: [],
    client_id: null,
    created_at: MORNING + seq * 1_000,
    edited_at: null,
    attachments: [],
    deleted_at: null,
    ...more,
  };
}

export function fileInfo(id: string, more: Partial<FileInfo> = {}): FileInfo {
  const nothing = { size: 1_000, sha256: '', width: null, height: null, created_at: MORNING, by: 'maya' };
  return { id, name: `${id}.txt`, type: 'text/plain', ...nothing, ...more };
}

/** Messages of consecutive seqs. */
export function messages(from: number, to: number): Message[] {
  return Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
}

export function pending(clientId: string, more: Partial<OutboxItem> = {}): OutboxItem {
  return {
    client_id: clientId,
    room_id: 'lobby',
    author_id: 'maya',
    content: clientId,
    files: [],
    reply_to: null,
    mentions: [],
    created_at: MORNING,
    status: { state: 'sending' },
    ...more,
  };
}

export function vote(id: string, more: Partial<OwnVote> = {}): OwnVote {
  return {
    id,
    room_id: 'lobby',
    title: 'Stop the rollout above…',
    description: null,
    options: ['0.5%', '1%'],
    created_by: 'ada',
    created_at: MORNING,
    closes_at: null,
    closed_at: null,
    eligible_ids: ['maya', 'sarah', 'ada'],
    waiting_for_ids: ['maya', 'sarah', 'ada'],
    voted_ids: [],
    tally: null,
    ballots: null,
    seq: null,
    own_option: null,
    ...more,
  };
}

export function task(id: string, more: Partial<Task> = {}): Task {
  return {
    id,
    room_id: 'lobby',
    title: 'Write the gate',
    description: null,
    status: 'pending',
    assignee_id: null,
    created_by: 'maya',
    created_at: MORNING,
    updated_at: null,
    note: null,
    ...more,
  };
}

export function presence(participantId: string, more: Partial<Presence> = {}): Presence {
  return { participant_id: participantId, online: true, status: 'idle', detail: null, progress: null, last_active_at: null, ...more };
}

/** An agent that was never here. */
export function wokenIn(roomId: string, participantId: string): PresenceThere | undefined {
  return presenceIn(undefined, { room_id: roomId, participant_id: participantId, status: 'waking', detail: null, progress: null });
}

export function invite(id: string, more: Partial<Invite> = {}): Invite {
  return {
    id,
    name: '',
    role: 'guest',
    room_ids: null,
    created_by: 'maya',
    created_at: MORNING,
    expires_at: MORNING + 1_000_000,
    max_uses: 1,
    uses: 0,
    revoked_at: null,
    participant_id: null,
    needs_owner: false,
    origins: null,
    nickname: null,
    ...more,
  };
}

export function snapshot(more: Partial<Snapshot> = {}): Snapshot {
  return {
    cursor: 10,
    home: {
      id: 'home',
      name: 'Maya’s Lanai',
      set_up_at: MORNING,
      mentions_reach: 'members' as const,
      keep_days: null,
      link_previews: false,
    },
    epoch: 0,
    me_id: 'maya',
    participants: byId(maya, sarah, ada, porter),
    rooms: { lobby: view(room('lobby')) },
    presence: {},
    present: {},
    floors: {},
    works: {},
    streams: {},
    approvals: {},
    preferences: FIRST_PREFERENCES,
    sidebar: FIRST_SIDEBAR,
    saved: {},
    scheduled: {},
    invites: {},
    agent_invites: {},
    sharing: { available: [], origins: [], network: null, entrances: [] },
    ...more,
  };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A window with these messages, and nothing between them. */
export function windowWith(loaded: readonly Message[], reachesEnd: boolean): Timeline {
  return opened({ messages: loaded, activities: [], from: loaded[0]?.seq ?? 1, through: loaded.at(-1)?.seq ?? 0 }, reachesEnd);
}
