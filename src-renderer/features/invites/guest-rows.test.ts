import { describe, expect, test } from 'vitest';
import type { Invite, Person, Presence, Room, RoomView } from '../../../src-shared/objects.ts';
import { guestRows, rowName } from './guest-rows.ts';

const NOW = 1_000_000;

function person(id: string, name: string, more: Partial<Person> = {}): Person {
  return {
    kind: 'person',
    id,
    name,
    role: 'guest',
    scope: 'rooms',
    tells_reads: true,
    created_at: 1,
    revoked_at: null,
    color: null,
    picture: null,
    status: null,
    time_zone: null,
    ...more,
  };
}

function invite(id: string, more: Partial<Invite> = {}): Invite {
  return {
    id,
    name: '',
    role: 'guest',
    room_ids: null,
    created_by: 'maya',
    created_at: 1,
    expires_at: NOW + 1,
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

function room(id: string, memberIds: string[], more: Partial<Room> = {}): RoomView {
  const bare: Room = {
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
    created_by: null,
    created_at: 1,
    archived_at: null,
    last_seq: 0,
    expired_through_seq: 0,
    pin_count: 0,
    page_version: 0,
    agent_run_max: null,
    agents_paused: false,
    last_message_at: null,
    member_ids: memberIds,
  };
  return { room: { ...bare, ...more }, membership: null };
}

function presence(participant_id: string, online: boolean): Presence {
  return { participant_id, online, status: 'idle', detail: null, progress: null, last_active_at: 77 };
}

function byId<T extends { id: string }>(...all: T[]): Record<string, T> {
  return Object.fromEntries(all.map((each) => [each.id, each]));
}

const NOTHING = { participants: {}, invites: {}, presence: {}, rooms: {}, now: NOW };
const ROOMS = { lobby: room('lobby', ['sarah']), vault: room('vault', []), chat: room('chat', ['sarah'], { direct: true }) };

describe('guestRows', () => {
  test('leaves the owner out and puts those who are here first', () => {
    const participants = byId(
      person('maya', 'Maya', { role: 'owner' }),
      person('kim', 'Kim', { revoked_at: 5 }),
      person('john', 'John'),
      person('sarah', 'Sarah'),
    );
    const rows = guestRows({ ...NOTHING, participants, presence: { sarah: presence('sarah', true), john: presence('john', false) } });
    expect(rows.map((row) => [row.kind, rowName(row)])).toEqual([
      ['here', 'Sarah'],
      ['away', 'John'],
      ['revoked', 'Kim'],
    ]);
  });

  test('says which rooms a person may enter: those they are in, or all', () => {
    const participants = byId(person('sarah', 'Sarah'), person('john', 'John', { scope: 'home' }));
    const rows = guestRows({ ...NOTHING, participants, rooms: ROOMS });
    expect(rows.map((row) => 'rooms' in row && row.rooms)).toEqual([null, ['lobby']]);
  });

  test('shows only invites that still work', () => {
    const invites = byId(
      invite('open', { name: 'Tomás', room_ids: ['vault', 'gone'] }),
      invite('used', { uses: 1 }),
      invite('late', { expires_at: NOW }),
      invite('withdrawn', { revoked_at: 3 }),
      invite('link', { max_uses: 5, uses: 2 }),
    );
    const rows = guestRows({ ...NOTHING, invites, rooms: ROOMS });
    expect(rows.map((row) => [rowName(row), 'rooms' in row && row.rooms])).toEqual([
      ['Anyone with the link', null],
      ['Tomás', ['vault']],
    ]);
  });

  test('a new link for a person who was here belongs to their own row', () => {
    const participants = byId(person('kim', 'Kim', { revoked_at: 5 }));
    const rows = guestRows({ ...NOTHING, participants, invites: byId(invite('again', { participant_id: 'kim' })) });
    expect(rows.map((row) => row.kind)).toEqual(['awaited']);
  });
});
