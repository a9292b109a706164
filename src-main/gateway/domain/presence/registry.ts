// Presence: who is online, their activity, and who has which room open. In memory only, because it depends on connections.
import type { EventOf, HomeEvent } from '../../../../src-shared/events/index.ts';
import type { Presence, PresenceStatus } from '../../../../src-shared/objects.ts';

/** An open connection or stream. Presence only tells them apart. */
export type Seat = object;

interface Here {
  seats: Set<Seat>;
  presence: Presence;
}

export interface PresenceOptions {
  publish(event: HomeEvent): void;
  now(): number;
  /** One was connected, or has ended. */
  onSeat?(participantId: string, seat: Seat, isThere: boolean): void;
}

export class PresenceRegistry {
  readonly #publish: PresenceOptions['publish'];
  readonly #now: PresenceOptions['now'];
  readonly #onSeat: PresenceOptions['onSeat'];
  readonly #here = new Map<string, Here>();
  /** By participant: why it cannot begin anything, although it is connected. */
  readonly #obstacles = new Map<string, string>();
  /** Participants that are not online, and that the server wakes. */
  readonly #waking = new Set<string>();
  /** Room, then participant in the order they came, then the seats from which they have it open. */
  readonly #rooms = new Map<string, Map<string, Set<Seat>>>();

  constructor({ publish, now, onSeat }: PresenceOptions) {
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
    this.#tell(participantId);
    return left;
  }

  /** The participant was forgotten: there is no presence to send any more. */
  forget(participantId: string): void {
    this.#here.delete(participantId);
    this.#obstacles.delete(participantId);
    this.#waking.delete(participantId);
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
    return [...new Set([...this.#here.keys(), ...this.#waking])].map((id) => this.of(id));
  }

  /** At work, or blocked in the middle of it. */
  isAtWork(participantId: string): boolean {
    const status = this.#here.get(participantId)?.presence.status;
    return status === 'thinking' || status === 'working' || status === 'blocked';
  }

  /** While it is idle, the participant is shown as blocked by this. Null: by nothing. */
  obstruct(participantId: string, reason: string | null): void {
    if ((this.#obstacles.get(participantId) ?? null) === reason) return;
    if (reason === null) this.#obstacles.delete(participantId);
    else this.#obstacles.set(participantId, reason);
    if (this.isOnline(participantId)) this.#tell(participantId);
  }

  /** While it is not online, the participant is shown as waking. */
  wake(participantId: string, isWaking: boolean): void {
    if (this.#waking.has(participantId) === isWaking) return;
    if (isWaking) this.#waking.add(participantId);
    else this.#waking.delete(participantId);
    if (!this.isOnline(participantId)) this.#tell(participantId);
  }

  set(participantId: string, state: { status: PresenceStatus; detail: string | null; progress: number | null }): Presence {
    const here = this.#here.get(participantId);
    const presence: Presence = {
      participant_id: participantId,
      online: this.isOnline(participantId),
      ...state,
      last_active_at: this.#now(),
    };
    if (!here) return presence;
    here.presence = presence;
    this.#tell(participantId);
    return this.of(participantId);
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
  }

  /** The room is gone for this participant, or for all. */
  leaveRemoved(roomId: string, onlyId: string | null): void {
    for (const participantId of onlyId === null ? this.presentIn(roomId) : [onlyId]) this.evict(roomId, participantId);
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
    if (!presence.online && this.#waking.has(presence.participant_id))
      return { ...presence, status: 'waking', detail: null, progress: null };
    const reason = presence.online && presence.status === 'idle' ? this.#obstacles.get(presence.participant_id) : undefined;
    return reason === undefined ? presence : { ...presence, status: 'blocked', detail: reason };
  }

  #tell(participantId: string): void {
    this.#publish({ type: 'presence.changed', cursor: null, presence: this.of(participantId) });
  }
}

function fresh(participantId: string, time: number | null): Presence {
  return { participant_id: participantId, online: true, status: 'idle', detail: null, progress: null, last_active_at: time };
}
