import { describe, expect, it } from 'vitest';
import { UNREAD_MAX } from './limits.ts';
import { FIRST_PREFERENCES } from './notify/levels.ts';
import { FIRST_SIDEBAR } from './sidebar.ts';
import type { Membership, Message, Room } from './objects.ts';
import { applyEvent, applyEphemeralState, type Snapshot } from './snapshot.ts';
import type { Work } from './work.ts';

const ROOM: Room = {
  id: 'r',
  name: 'Garden',
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
  member_ids: ['me', 'you'],
};
const NOTHING_UNREAD: Membership = {
  last_read_seq: 0,
  unread: 0,
  mentions: 0,
  notify_level: 'default',
  muted_until: null,
  section_id: null,
  threads: {},
};

function picture(membership: Membership | null = NOTHING_UNREAD): Snapshot {
  const home = { id: 'h', name: 'Home', set_up_at: 1, mentions_reach: 'members' as const, keep_days: null, link_previews: false };
  const rooms = { r: { room: ROOM, membership } };
  const empty = {
    participants: {},
    presence: {},
    present: {},
    floors: {},
    works: {},
    streams: {},
    approvals: {},
    invites: null,
    agent_invites: null,
    sharing: null,
  };
  return {
    cursor: 10,
    epoch: 0,
    home,
    me_id: 'me',
    preferences: FIRST_PREFERENCES,
    sidebar: FIRST_SIDEBAR,
    scheduled: {},
    saved: {},
    rooms,
    ...empty,
  };
}

function message(seq: number, more: Partial<Message> = {}): Message {
  const rest = {
    metadata: null,
    attachments: [],
    reactions: [],
    client_id: null,
    created_at: seq,
    edited_at: null,
    deleted_at: null,
    reply_to: null,
  };
  return { id: `m${seq}`, room_id: 'r', seq, author_id: 'you', kind: 'chat', content: 'Hi', mentions: [], ...rest, ...more };
}

const posted = (state: Snapshot, of: Message): Snapshot =>
  applyEvent(state, { type: 'message.posted', cursor: state.cursor + 1, message: of });

describe('A picture of a home', () => {
  it('is left as it is by what it has already', () => {
    const state = picture();
    expect(applyEvent(state, { type: 'room.removed', cursor: 10, room_id: 'r' })).toBe(state);
    expect(applyEvent(state, { type: 'room.removed', cursor: 11, room_id: 'r' }).rooms).toEqual({});
    expect(state.rooms.r).toBeDefined();
  });

  it.each<[string, Message, Partial<Membership>]>([
    ["another's message", message(1), { unread: 1, mentions: 0 }],
    ["another's message to me", message(1, { mentions: ['me'] }), { unread: 1, mentions: 1 }],
    ['a thought', message(1, { kind: 'thinking', mentions: ['me'] }), { unread: 0, mentions: 0 }],
    ['my own message', message(1, { author_id: 'me' }), { unread: 0, mentions: 0 }],
  ])('counts %s', (_what, of, counts) => {
    expect(posted(picture(), of).rooms.r?.membership).toMatchObject(counts);
  });

  it('keeps what a room calls for when reading moves, and begins again when one comes back to it', () => {
    const told = applyEvent(picture(), {
      type: 'notify_level.changed',
      cursor: 11,
      room_id: 'r',
      notify_level: 'mentions',
      muted_until: 5,
    });
    const read = applyEvent(told, { type: 'read_position.changed', cursor: 12, room_id: 'r', last_read_seq: 3, unread: 0, mentions: 0 });
    expect(read.rooms.r?.membership).toEqual({ ...NOTHING_UNREAD, last_read_seq: 3, notify_level: 'mentions', muted_until: 5 });
    const left = applyEvent(read, { type: 'member.left', cursor: 13, room_id: 'r', participant_id: 'me' });
    expect(
      applyEvent(left, { type: 'notify_level.changed', cursor: 14, room_id: 'r', notify_level: 'all', muted_until: null }).rooms.r
        ?.membership,
    ).toBeNull();
  });

  it('counts unread messages to a thousand and no further', () => {
    const full = { ...NOTHING_UNREAD, unread: UNREAD_MAX, mentions: UNREAD_MAX };
    expect(posted(picture(full), message(2_000, { mentions: ['me'] })).rooms.r?.membership).toEqual(full);
  });

  it('follows who has a room open, in the order they came, and forgets a room that no one has open', () => {
    const tell = (state: Snapshot, participant_id: string, present: boolean): Snapshot =>
      applyEvent(state, { type: 'room.presence', cursor: null, room_id: 'r', participant_id, present });
    const both = tell(tell(picture(), 'you', true), 'me', true);
    expect(both.present).toEqual({ r: ['you', 'me'] });
    expect(tell(tell(both, 'you', false), 'me', false).present).toEqual({});
  });

  it('has of a room I left neither my place in it nor me', () => {
    const left = applyEvent(picture(), { type: 'member.left', cursor: 11, room_id: 'r', participant_id: 'me' });
    expect(left.rooms.r).toEqual({ room: { ...ROOM, member_ids: ['you'] }, membership: null });
  });

  it('after a resume has the ephemeral rooms there are now, and keeps the lasting ones', () => {
    const gone = { room: { ...ROOM, id: 'gone', ephemeral: true }, membership: null };
    const there = { room: { ...ROOM, id: 'there', ephemeral: true }, membership: null };
    const state = { ...picture(), rooms: { ...picture().rooms, gone } };
    const resumed = applyEphemeralState(state, {
      presence: {},
      present: { r: ['you'] },
      floors: {},
      works: {},
      streams: {},
      approvals: {},
      agent_invites: null,
      sharing: null,
      ephemeral_rooms: { there },
    });
    expect(Object.keys(resumed.rooms).sort()).toEqual(['r', 'there']);
    expect(resumed.present).toEqual({ r: ['you'] });
  });
});

describe('An event of a type that is not known', () => {
  it.each(['thread.started', 'toString', '__proto__'])('changes nothing, and those around it are applied: %s', (type) => {
    const odd: object = { type, cursor: 12, room_id: 'r' };
    const renamed = { type: 'room.changed' as const, cursor: 13, room: { ...ROOM, name: 'Orchard' } };
    const events = [odd as typeof renamed, renamed];
    const after = events.reduce(applyEvent, picture());
    expect(after.rooms['r']?.room.name).toBe('Orchard');
    expect(after.cursor).toBe(13);
  });
});

describe('a stream', () => {
  const stream = { id: 's', room_id: 'r', author_id: 'you', reply_to: null, text: 'One', started_at: 1 };
  const of = { cursor: null, room_id: 'r', author_id: 'you', stream_id: 's' };
  const started = applyEvent(picture(), { type: 'stream.started', cursor: null, stream });
  const grow = (state: Snapshot, at: number, text: string): Snapshot => applyEvent(state, { ...of, type: 'stream.delta', at, text });
  const textOf = ({ streams }: Snapshot): string | undefined => streams.s?.text;

  it('grows by what comes, and by nothing twice', () => {
    const once = grow(started, 3, ' two');
    expect(textOf(once)).toBe('One two');
    expect(textOf(grow(once, 3, ' two'))).toBe('One two');
    expect(textOf(grow(once, 7, ' three'))).toBe('One two three');
  });

  it('skips a delta of which an earlier part is missing, and one of an unknown stream', () => {
    expect(grow(started, 4, 'x')).toEqual(started);
    const unknown = picture();
    expect(grow(unknown, 0, 'x')).toBe(unknown);
  });

  it('is gone with its message, and with its end, and alone changes nothing that is unread', () => {
    expect(started.rooms.r?.membership).toEqual(NOTHING_UNREAD);
    const posted = applyEvent(started, { type: 'message.posted', cursor: 11, message: message(1, { id: 's', author_id: 'you' }) });
    expect([posted.streams, posted.rooms.r?.membership?.unread]).toEqual([{}, 1]);
    expect(grow(posted, 3, 'late')).toBe(posted);
    expect(applyEvent(started, { ...of, type: 'stream.ended', outcome: 'discarded' }).streams).toEqual({});
  });
});

describe('the activity in a room', () => {
  const work: Work = { room_id: 'r', participant_id: 'you', status: 'working', detail: 'Reads', progress: null };
  const show = (state: Snapshot, more: Partial<Work>): Snapshot =>
    applyEvent(state, { type: 'work.changed', cursor: null, work: { ...work, ...more } });

  it('is kept for each room and participant, and changes no presence', () => {
    const both = show(show(show(picture(), {}), { participant_id: 'me', detail: 'Writes' }), { room_id: 'other' });
    expect(both.works).toMatchObject({ r: { you: { detail: 'Reads' }, me: { detail: 'Writes' } }, other: { you: { room_id: 'other' } } });
    expect(both.presence).toEqual(picture().presence);
  });

  it('is gone when it ends, and a room without any has no entry', () => {
    const two = show(show(picture(), {}), { participant_id: 'me' });
    const one = show(two, { status: 'idle' });
    expect(one.works).toEqual({ r: { me: { ...work, participant_id: 'me' } } });
    expect(show(one, { participant_id: 'me', status: 'idle' }).works).toEqual({});
    expect(show(picture(), { status: 'idle' }).works).toEqual({});
  });
});
