// The home as it is now, in memory: all that is bounded, and that permissions, limits and the fan-out depend on. It is loaded once
// and then follows the committed changes: the rows that each batch of operations changed, and after them its events, one after
// another. So no decision needs a query, and the event loop waits for no disk.
import type { Approval } from '../../../src-shared/approvals.ts';
import type { Vote } from '../../../src-shared/coordination.ts';
import { assertNever } from '../../../src-shared/errors.ts';
import type { HomeEvent } from '../../../src-shared/events/index.ts';
import type { Home, Participant, Room } from '../../../src-shared/objects.ts';
import type { DeliveryMark, ReadMark } from '../../../src-shared/reading.ts';
import type { RowChange, StoredDirectory } from '../store/interfaces/stored-directory.ts';
import { Accounts } from './directory/accounts.ts';
import { AgentStarts } from './directory/agent-starts.ts';
import { HostedAgents } from './directory/hosted-agents.ts';
import { KnownUseLimits } from './directory/use-limits.ts';
import { IncomingWebhooks } from './directory/incoming-webhooks.ts';
import { Invites } from './directory/invites.ts';
import { Keys } from './directory/keys.ts';
import { Providers } from './directory/providers.ts';
import { PushSubscriptions } from './directory/push.ts';
import { ReadMarks } from './directory/read-marks.ts';
import { Sessions } from './directory/sessions.ts';
import { Settings } from './directory/settings.ts';
import { Subscriptions } from './directory/subscriptions.ts';

export interface RoomEntry {
  readonly room: Room;
  readonly members: ReadonlySet<string>;
}

export class Directory {
  #home: Home;
  readonly #participants = new Map<string, Participant>();
  readonly #rooms = new Map<string, { room: Room; members: Set<string> }>();
  readonly #roomsOf = new Map<string, Set<string>>();
  readonly #openVotes = new Map<string, Vote>();
  readonly #waitingApprovals = new Map<string, Approval>();
  readonly #readMarks = new ReadMarks();
  readonly settings = new Settings();
  readonly sessions = new Sessions();
  readonly invites = new Invites();
  readonly keys = new Keys();
  readonly accounts = new Accounts();
  readonly subscriptions = new Subscriptions();
  readonly incomingWebhooks = new IncomingWebhooks();
  readonly pushSubscriptions = new PushSubscriptions();
  readonly providers = new Providers();
  readonly agentStarts = new AgentStarts();
  readonly hostedAgents = new HostedAgents();
  readonly useLimits = new KnownUseLimits();

  constructor(home: Home) {
    this.#home = home;
  }

  /** Null: the home is not founded yet. */
  static load(reads: StoredDirectory): Directory | null {
    const home = reads.home();
    if (!home) return null;
    const directory = new Directory(home);
    for (const participant of reads.participants()) directory.#participants.set(participant.id, participant);
    for (const room of reads.rooms()) directory.#setRoom(room);
    for (const vote of reads.openVotes()) directory.#openVotes.set(vote.id, vote);
    for (const approval of reads.waitingApprovals()) directory.#waitingApprovals.set(approval.id, approval);
    directory.applyRows(reads.followedRows());
    return directory;
  }

  get home(): Home {
    return this.#home;
  }

  get owner(): Participant | null {
    for (const each of this.#participants.values()) if (each.kind === 'person' && each.role === 'owner') return each;
    return null;
  }

  participant(id: string): Participant | null {
    return this.#participants.get(id) ?? null;
  }

  participants(): IterableIterator<Participant> {
    return this.#participants.values();
  }

  room(id: string): RoomEntry | null {
    return this.#rooms.get(id) ?? null;
  }

  rooms(): IterableIterator<RoomEntry> {
    return this.#rooms.values();
  }

  openVotes(): IterableIterator<Vote> {
    return this.#openVotes.values();
  }

  /** The oldest first. */
  waitingApprovals(): IterableIterator<Approval> {
    return this.#waitingApprovals.values();
  }

  /** Of the messages that are kept: a room's seq has no gaps. */
  get messageCount(): number {
    let count = 0;
    for (const { room } of this.#rooms.values()) if (!room.ephemeral) count += room.last_seq - room.expired_through_seq;
    return count;
  }

  get roomCount(): number {
    return this.#rooms.size;
  }

  roomIdsOf(participantId: string): ReadonlySet<string> {
    return this.#roomsOf.get(participantId) ?? NONE;
  }

  shareARoom(a: string, b: string): boolean {
    const others = this.roomIdsOf(b);
    for (const id of this.roomIdsOf(a)) if (others.has(id)) return true;
    return false;
  }

  /** The read receipts of a room's members, in the order in which they joined. */
  readsIn(roomId: string): ReadMark[] {
    return this.#readMarks.of(roomId, this.#rooms.get(roomId)?.room.member_ids ?? []);
  }

  /** People may keep it to themselves. An agent that says so has no reason to. */
  tellsReads(participantId: string): boolean {
    const participant = this.participant(participantId);
    return participant?.kind === 'agent' || participant?.tells_reads === true;
  }

  deliveriesIn(roomId: string): DeliveryMark[] {
    return this.#readMarks.deliveriesOf(roomId, this.#rooms.get(roomId)?.room.member_ids ?? [], (id) => this.tellsReads(id));
  }

  /** Rooms that are not archived, made with a key or by a participant. Direct rooms do not count. */
  roomsAlive(maker: { key_id: string } | { participant_id: string }): number {
    const made =
      'key_id' in maker
        ? this.accounts.roomIdsOfKey(maker.key_id).flatMap((id) => this.#rooms.get(id) ?? [])
        : [...this.#rooms.values()].filter(({ room }) => room.created_by === maker.participant_id);
    return made.filter(({ room }) => room.archived_at === null && !room.direct).length;
  }

  /** The rows that a batch of operations changed. They come before its events. */
  applyRows(rows: Iterable<RowChange>): void {
    for (const row of rows) this.#applyRow(row);
  }

  #applyRow({ table, row, isGone }: RowChange): void {
    switch (table) {
      case 'settings':
        return this.settings.put(row);
      case 'sessions':
        return isGone ? this.sessions.remove(row) : this.sessions.put(row);
      case 'invites':
        return isGone ? this.invites.remove(row) : this.invites.put(row);
      case 'keys':
        return isGone ? this.keys.current.remove(row) : this.keys.current.put(row);
      case 'old_secrets':
        return isGone ? this.keys.old.remove(row) : this.keys.old.put(row);
      case 'key_verifiers':
        return isGone ? this.keys.verifiers.remove(row) : this.keys.verifiers.put(row);
      case 'participants':
        return this.accounts.putParticipant(row);
      case 'rooms':
        return isGone ? this.accounts.removeRoom(row) : this.accounts.putRoom(row);
      case 'memberships':
        return isGone ? this.#readMarks.remove(row) : this.#readMarks.put(row);
      case 'files':
        return isGone ? this.accounts.removeFile(row) : this.accounts.putFile(row);
      case 'stored_bytes':
        return this.accounts.putStored(row);
      case 'subscriptions':
        return isGone ? this.subscriptions.remove(row) : this.subscriptions.put(row);
      case 'incoming_webhooks':
        return isGone ? this.incomingWebhooks.remove(row) : this.incomingWebhooks.put(row);
      case 'push_subscriptions':
        return isGone ? this.pushSubscriptions.remove(row) : this.pushSubscriptions.put(row);
      case 'providers':
        return isGone ? this.providers.remove(row) : this.providers.put(row);
      case 'agent_starts':
        return isGone ? this.agentStarts.remove(row) : this.agentStarts.put(row);
      case 'hosted_agents':
        return isGone ? this.hostedAgents.remove(row) : this.hostedAgents.put(row);
      case 'use_limits':
        return isGone ? this.useLimits.remove(row) : this.useLimits.put(row);
      default:
        assertNever(table);
    }
  }

  apply(event: HomeEvent): void {
    switch (event.type) {
      case 'home.changed':
        this.#home = event.home;
        break;
      case 'participant.changed':
        this.#participants.set(event.participant.id, event.participant);
        break;
      case 'participants.forgotten':
        for (const id of event.participant_ids) this.#participants.delete(id);
        break;
      case 'room.created':
      case 'room.changed':
      case 'history.imported':
        this.#setRoom(event.room);
        break;
      case 'room_page.changed':
        this.#pageChanged(event.room_id, event.version);
        break;
      case 'member.joined':
        this.#participants.set(event.participant.id, event.participant);
        this.#setRoom(event.room);
        break;
      case 'member.left':
        this.#memberLeft(event.room_id, event.participant_id);
        break;
      case 'approval.requested':
      case 'approval.changed':
        if (event.approval.state === 'waiting') this.#waitingApprovals.set(event.approval.id, event.approval);
        else this.#waitingApprovals.delete(event.approval.id);
        break;
      case 'approval.removed':
        this.#waitingApprovals.delete(event.approval_id);
        break;
      case 'vote.created':
      case 'vote.changed':
        this.#openVotes.set(event.vote.id, event.vote);
        break;
      case 'vote.deleted':
        this.#openVotes.delete(event.vote_id);
        break;
      case 'vote.closed':
        this.#openVotes.delete(event.vote.id);
        break;
      case 'message.posted':
        this.#advance(event.message.room_id, event.message.seq, event.message.created_at);
        break;
      default:
    }
  }

  /** The room is gone for all members, as an ephemeral room is at its end. */
  forget(roomId: string): void {
    for (const id of this.#rooms.get(roomId)?.members ?? []) this.#roomsOf.get(id)?.delete(roomId);
    this.#rooms.delete(roomId);
    for (const { id, room_id } of this.#openVotes.values()) if (room_id === roomId) this.#openVotes.delete(id);
    for (const { id, room_id } of this.#waitingApprovals.values()) if (room_id === roomId) this.#waitingApprovals.delete(id);
  }

  #setRoom(room: Room): void {
    this.#rooms.set(room.id, { room, members: new Set(room.member_ids) });
    for (const id of room.member_ids) {
      const rooms = this.#roomsOf.get(id);
      if (rooms) rooms.add(room.id);
      else this.#roomsOf.set(id, new Set([room.id]));
    }
  }

  #memberLeft(roomId: string, participantId: string): void {
    const entry = this.#rooms.get(roomId);
    this.#roomsOf.get(participantId)?.delete(roomId);
    if (entry) this.#setRoom({ ...entry.room, member_ids: entry.room.member_ids.filter((id) => id !== participantId) });
  }

  #pageChanged(roomId: string, page_version: number): void {
    const entry = this.#rooms.get(roomId);
    if (entry) entry.room.page_version = page_version;
  }

  #advance(roomId: string, seq: number, time: number): void {
    const entry = this.#rooms.get(roomId);
    if (!entry) return;
    // In place, because this happens for every message. No caller keeps an entry's room across an event.
    entry.room.last_seq = seq;
    entry.room.last_message_at = time;
  }
}

const NONE: ReadonlySet<string> = new Set();
