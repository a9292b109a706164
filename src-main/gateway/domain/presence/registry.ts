// Presence: who is online, their activity as all see it and in each room, and who has which room open. In memory only, because it
// depends on connections.
import type { EventOf, HomeEvent } from '../../../../src-shared/events/index.ts';
import type { OwnStatus, Presence } from '../../../../src-shared/objects.ts';
import { isAtWork, type Work } from '../../../../src-shared/work.ts';
import { Works } from './works.ts';

/** An open connection or stream. Presence only tells them apart. */
export type Seat = object;

interface Here {
  seats: Set<Seat>;
  presence: Presence;
}

export interface State {
  status: OwnStatus;
  detail: string | null;
  progress: number | null;
}

const IDLE: State = { status: 'idle', detail: null, progress: null };
const WAKING = { status: 'waking', detail: null, progress: null } as const;

export interface PresenceOptions {
  /** Participants work only in rooms that they are members of. */
  directory: { room(id: string): { members: ReadonlySet<string> } | null };
  publish(event: HomeEvent): void;
  now(): number;
  /** One was connected, or has ended. */
  onSeat?(participantId: string, seat: Seat, isThere: boolean): void;
}

export class PresenceRegistry {
  readonly #directory: PresenceOptions['directory'];
  readonly #publish: PresenceOptions['publish'];
  readonly #now: PresenceOptions['now'];
  readonly #onSeat: PresenceOptions['onSeat'];
  readonly #here = new Map<string, Here>();
  readonly #works = new Works();
  /** By participant: why it cannot begin anything, although it is connected. */
  readonly #obstacles = new Map<string, string>();
  /** Room, then participant in the order they came, then the seats from which they have it open. */
  readonly #rooms = new Map<string, Map<string, Set<Seat>>>();

  constructor({ directory, publish, now, onSeat }: PresenceOptions) {
    this.#directory = directory;
    this.#publish = publish;
    this.#now = now;
    this.#onSeat = onSeat;
  }

  connected(participantId: string, seat: Seat): void {
    const here = this.#here.get(participantId);
    if (here && here.seats.size > 0) {
      here.seats.add(seat);
    } else {
      this.#here.set(participantId, { seats: new Set([seat]), presence: fresh(participantId, this.#now()) });
      // It is awake.
      this.#endWorks(participantId);
      this.#tell(participantId);
    }
    this.#onSeat?.(participantId, seat, true);
  }

  /** Ends everything of one seat; returns the rooms that its participant no longer has open. */
  disconnected(participantId: string, seat: Seat): string[] {
    const left = [...this.#rooms.keys()].filter((roomId) => this.leave(roomId, participantId, seat, 'disconnected'));
    const here = this.#here.get(participantId);
    if (!here) return left;
    if (here.seats.delete(seat)) this.#onSeat?.(participantId, seat, false);
    if (here.seats.size > 0) return left;
    here.presence = { ...fresh(participantId, this.#now()), online: false };
    this.#endWorks(participantId);
    this.#tell(participantId);
    return left;
  }

  /** The participant was forgotten: there is no presence to send any more. */
  forget(participantId: string): void {
    this.#here.delete(participantId);
    this.#obstacles.delete(participantId);
    this.#endWorks(participantId);
  }

  isOnline(participantId: string): boolean {
    return (this.#here.get(participantId)?.seats.size ?? 0) > 0;
  }

  isConnected(participantId: string, seat: Seat): boolean {
    return this.#here.get(participantId)?.seats.has(seat) ?? false;
  }

  of(participantId: string): Presence {
    const here = this.#here.get(participantId);
    return this.#shown(here ? here.presence : { ...fresh(participantId, null), online: false });
  }

  all(): Presence[] {
    return [...this.#here.keys()].map((id) => this.of(id));
  }

  /** In the room, or without a room. */
  isAtWork(participantId: string, roomId: string): boolean {
    const state = this.#works.find(roomId, participantId) ?? this.#here.get(participantId)?.presence;
    return state !== undefined && isAtWork(state);
  }

  /** While it is idle, the participant is shown as blocked by this. Null: by nothing. */
  obstruct(participantId: string, reason: string | null): void {
    if ((this.#obstacles.get(participantId) ?? null) === reason) return;
    if (reason === null) this.#obstacles.delete(participantId);
    else this.#obstacles.set(participantId, reason);
    if (this.isOnline(participantId)) this.#tell(participantId);
  }

  /** While it is not online, the members of the room see the participant as waking. */
  wakeIn(roomId: string, participantId: string, isWaking: boolean): void {
    if (isWaking ? this.isOnline(participantId) : !this.isWakingIn(roomId, participantId)) return;
    this.#setWork({ room_id: roomId, participant_id: participantId, ...(isWaking ? WAKING : IDLE) });
  }

  isWakingIn(roomId: string, participantId: string): boolean {
    return this.#works.find(roomId, participantId)?.status === 'waking';
  }

  /** The activity for all who see the participant, in place of those in rooms. */
  set(participantId: string, state: State): Presence {
    const here = this.#here.get(participantId);
    const presence: Presence = {
      participant_id: participantId,
      online: this.isOnline(participantId),
      ...state,
      last_active_at: this.#now(),
    };
    if (!here) return presence;
    this.#endWorks(participantId);
    here.presence = presence;
    this.#tell(participantId);
    return this.of(participantId);
  }

  /** The activity in a room, for its members. Others see that the participant is busy. */
  setIn(roomId: string, participantId: string, state: State): void {
    const here = this.#here.get(participantId);
    const mayWork = this.isOnline(participantId) && this.#directory.room(roomId)?.members.has(participantId) === true;
    if (!here || (!mayWork && state.status !== 'idle')) return;
    const wasBusy = this.#isBusy(participantId);
    const work = { room_id: roomId, participant_id: participantId, ...(state.status === 'idle' ? IDLE : state) };
    if (!this.#works.set(work)) return;
    const isBusy = this.#isBusy(participantId);
    if (isBusy !== wasBusy) here.presence = { ...here.presence, last_active_at: this.#now() };
    // Agents that know no activity in a room keep the newest frame: the room's, while there is one.
    if (isBusy && !wasBusy) this.#tell(participantId);
    this.#tellWork(work);
    if (wasBusy && !isBusy) this.#tell(participantId);
  }

  worksIn(roomId: string): Work[] {
    return this.#works.in(roomId);
  }

  /** Those in all rooms. */
  works(): Work[] {
    return this.#works.all();
  }

  /** True when the participant did not have the room open before. A seat that is gone opens nothing: it would never leave again. */
  join(roomId: string, participantId: string, seat: Seat, how?: 'reconnected'): boolean {
    if (!this.#here.get(participantId)?.seats.has(seat)) return false;
    const inRoom = this.#rooms.get(roomId) ?? new Map<string, Set<Seat>>();
    this.#rooms.set(roomId, inRoom);
    const seats = inRoom.get(participantId);
    if (seats) {
      seats.add(seat);
      return false;
    }
    inRoom.set(participantId, new Set([seat]));
    this.#tellRoom(roomId, participantId, true, how);
    return true;
  }

  /** True when the participant had the room open here, and has it open nowhere now. */
  leave(roomId: string, participantId: string, seat: Seat, how?: 'disconnected'): boolean {
    const inRoom = this.#rooms.get(roomId);
    const seats = inRoom?.get(participantId);
    if (!inRoom || !seats?.delete(seat) || seats.size > 0) return false;
    inRoom.delete(participantId);
    if (inRoom.size === 0) this.#rooms.delete(roomId);
    this.#tellRoom(roomId, participantId, false, how);
    return true;
  }

  /** Closes the room on all connections of a participant who was removed from it. */
  evict(roomId: string, participantId: string): void {
    for (const seat of [...(this.#rooms.get(roomId)?.get(participantId) ?? [])]) this.leave(roomId, participantId, seat);
    this.setIn(roomId, participantId, IDLE);
    this.wakeIn(roomId, participantId, false);
  }

  /** The room is gone for this participant, or for all. */
  leaveRemoved(roomId: string, onlyId: string | null): void {
    const here = [...this.presentIn(roomId), ...this.#works.in(roomId).map(({ participant_id }) => participant_id)];
    for (const participantId of onlyId === null ? new Set(here) : [onlyId]) this.evict(roomId, participantId);
  }

  /** From this seat, or from any when none is given. */
  isPresent(roomId: string, participantId: string, seat?: Seat): boolean {
    const seats = this.#rooms.get(roomId)?.get(participantId);
    return seats !== undefined && (seat === undefined || seats.has(seat));
  }

  presentIn(roomId: string): string[] {
    return [...(this.#rooms.get(roomId)?.keys() ?? [])];
  }

  /** Every seat from which the room is open. */
  eachSeatIn(roomId: string, visit: (seat: Seat) => void): void {
    this.#rooms.get(roomId)?.forEach((seats) => seats.forEach(visit));
  }

  roomsOf(participantId: string, seat: Seat): string[] {
    return [...this.#rooms.keys()].filter((roomId) => this.isPresent(roomId, participantId, seat));
  }

  /** Room id to the participants who have it open, for every room that is not empty. */
  present(): [string, string[]][] {
    return [...this.#rooms].map(([roomId, inRoom]) => [roomId, [...inRoom.keys()]]);
  }

  #tellRoom(room_id: string, participant_id: string, present: boolean, how: EventOf<'room.presence'>['how']): void {
    this.#publish({ type: 'room.presence', cursor: null, room_id, participant_id, present, ...(how && { how }) });
  }

  #shown(presence: Presence): Presence {
    if (presence.online && this.#isBusy(presence.participant_id)) return { ...presence, status: 'busy', detail: null, progress: null };
    const reason = presence.online && presence.status === 'idle' ? this.#obstacles.get(presence.participant_id) : undefined;
    return reason === undefined ? presence : { ...presence, status: 'blocked', detail: reason };
  }

  #isBusy(participantId: string): boolean {
    return this.#works.of(participantId).some(isAtWork);
  }

  #endWorks(participantId: string): void {
    for (const { room_id } of this.#works.of(participantId)) this.#setWork({ room_id, participant_id: participantId, ...IDLE });
  }

  #setWork(work: Work): void {
    if (this.#works.set(work)) this.#tellWork(work);
  }

  #tellWork(work: Work): void {
    this.#publish({ type: 'work.changed', cursor: null, work });
  }

  #tell(participantId: string): void {
    this.#publish({ type: 'presence.changed', cursor: null, presence: this.of(participantId) });
  }
}

function fresh(participantId: string, time: number | null): Presence {
  return { participant_id: participantId, online: true, status: 'idle', detail: null, progress: null, last_active_at: time };
}
