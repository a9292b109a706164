// The leader and the turn of each room. In memory, since both depend on presence: a participant who leaves loses both.
import type { Election, Floor } from '../../../../src-shared/coordination.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { EventOf, HomeEvent } from '../../../../src-shared/events/index.ts';
import { ELECTION_MS, LEADER_ASKED_MS } from '../../../../src-shared/limits.ts';
import type { After } from '../clock.ts';

export interface FloorOptions {
  /** For all in the room, or for one participant only. */
  publish(event: HomeEvent, onlyId: string | null): void;
  /** Those who have the room open, in the order they came. */
  presentIn(roomId: string): string[];
  now(): number;
  after: After;
  /** One of several, each as likely. */
  pick(ids: readonly string[]): string;
}

interface OpenElection {
  candidates: Set<string>;
  started_by: string;
  ends_at: number;
  asks_id: string | null;
  cancel(): void;
}

const NO_FLOOR: Floor = { leader_id: null, turn_id: null, election: null };

export class TurnTaking {
  readonly #options: FloorOptions;
  readonly #turns = new Map<string, string>();
  readonly #leaders = new Map<string, string>();
  readonly #elections = new Map<string, OpenElection>();

  constructor(options: FloorOptions) {
    this.#options = options;
  }

  /** A participant opened or closed a room, or wrote: updates the turn. */
  follow(event: HomeEvent): void {
    if (event.type === 'room.presence') this.#attended(event);
    else if (event.type === 'message.posted' && event.message.kind === 'chat') this.#passOn(event.message.room_id, event.message.author_id);
    else if (event.type === 'member.joined') this.#tellOne(event.room.id, event.participant.id, this.of(event.room.id), 'joined');
    else if (event.type === 'member.left') this.#tellOne(event.room_id, event.participant_id, NO_FLOOR, 'left');
  }

  of(roomId: string): Floor {
    return { leader_id: this.#leaders.get(roomId) ?? null, turn_id: this.#turns.get(roomId) ?? null, election: this.#election(roomId) };
  }

  /** Every room with a leader or a turn. */
  all(): [string, Floor][] {
    const rooms = new Set([...this.#turns.keys(), ...this.#leaders.keys(), ...this.#elections.keys()]);
    return [...rooms].map((roomId) => [roomId, this.of(roomId)]);
  }

  leads(roomId: string, participantId: string): boolean {
    return this.#leaders.get(roomId) === participantId;
  }

  /**
   * Opens the time to decline. `isAsked`: whether a leader is asked, so that no program takes the lead of a person who does not
   * notice. Throws `election_in_progress`.
   */
  startElection(roomId: string, startedBy: string, candidates: readonly string[], isAsked: (leaderId: string) => boolean): Election {
    if (this.#elections.has(roomId)) throw new AppError('election_in_progress');
    const leader = this.#leaders.get(roomId) ?? null;
    const asks_id = leader !== null && leader !== startedBy && isAsked(leader) ? leader : null;
    const duration = asks_id === null ? ELECTION_MS : LEADER_ASKED_MS;
    const cancel = this.#options.after(duration, () => this.#elect(roomId));
    const ends_at = this.#options.now() + duration;
    this.#elections.set(roomId, { candidates: new Set(candidates), started_by: startedBy, ends_at, asks_id, cancel });
    const election = { room_id: roomId, candidate_ids: [...candidates], started_by: startedBy, ends_at, asks_id };
    this.#options.publish({ type: 'election.started', cursor: null, election }, null);
    return election;
  }

  /** A leader who is asked ends the election and keeps the lead. Throws `no_election_active`. */
  decline(roomId: string, participantId: string): void {
    const election = this.#elections.get(roomId);
    if (!election) throw new AppError('no_election_active');
    if (election.asks_id !== participantId) {
      if (election.candidates.delete(participantId)) this.#tellElection(roomId);
      return;
    }
    election.cancel();
    this.#elections.delete(roomId);
    this.#tellLeader(roomId, 'kept');
  }

  close(): void {
    for (const election of this.#elections.values()) election.cancel();
    this.#elections.clear();
  }

  #election(roomId: string): Election | null {
    const election = this.#elections.get(roomId);
    if (!election) return null;
    const { candidates, started_by, ends_at, asks_id } = election;
    return { room_id: roomId, candidate_ids: [...candidates], started_by, ends_at, asks_id };
  }

  #elect(roomId: string): void {
    const election = this.#elections.get(roomId);
    this.#elections.delete(roomId);
    const here = new Set(this.#options.presentIn(roomId));
    const candidates = [...(election?.candidates ?? [])].filter((id) => here.has(id));
    if (candidates.length === 0) {
      // The previous leader stays.
      this.#tellLeader(roomId, 'declined');
      return;
    }
    this.#leaders.set(roomId, this.#options.pick(candidates));
    this.#tellLeader(roomId, 'elected');
  }

  #attended({ room_id, participant_id, present, how }: EventOf<'room.presence'>): void {
    if (present) {
      if (!this.#turns.has(room_id)) this.#give(room_id, participant_id, 'joined');
      return;
    }
    if (this.#leaders.get(room_id) === participant_id) {
      this.#leaders.delete(room_id);
      this.#tellLeader(room_id, 'left');
      this.#askNoMore(room_id);
    }
    if (this.#turns.get(room_id) !== participant_id) return;
    this.#give(room_id, this.#options.presentIn(room_id)[0] ?? null, how === 'disconnected' ? how : 'left');
  }

  /** A leader who has left is asked no more. The election continues. For clients another leader ends it, so it is sent again. */
  #askNoMore(roomId: string): void {
    const election = this.#elections.get(roomId);
    if (!election) return;
    election.asks_id = null;
    this.#tellElection(roomId);
  }

  #tellElection(roomId: string): void {
    const election = this.#election(roomId);
    if (election) this.#options.publish({ type: 'election.changed', cursor: null, election }, null);
  }

  /** Only members get a room's floor. A new member gets the current one, and a leaving member an empty one. */
  #tellOne(room_id: string, onlyId: string, { turn_id, leader_id, election }: Floor, reason: 'joined' | 'left'): void {
    this.#options.publish({ type: 'leader.changed', cursor: null, room_id, leader_id, reason: 'left' }, onlyId);
    this.#options.publish({ type: 'turn.changed', cursor: null, room_id, turn_id, reason }, onlyId);
    if (election) this.#options.publish({ type: 'election.started', cursor: null, election }, onlyId);
  }

  /** The turn passes to the participant who is next after the author. */
  #passOn(roomId: string, authorId: string): void {
    const present = this.#options.presentIn(roomId);
    const at = present.indexOf(authorId);
    if (at === -1) return;
    this.#give(roomId, present[(at + 1) % present.length] ?? null, 'message_sent');
  }

  #give(roomId: string, participantId: string | null, reason: EventOf<'turn.changed'>['reason']): void {
    if ((this.#turns.get(roomId) ?? null) === participantId) return;
    if (participantId === null) this.#turns.delete(roomId);
    else this.#turns.set(roomId, participantId);
    this.#options.publish({ type: 'turn.changed', cursor: null, room_id: roomId, turn_id: participantId, reason }, null);
  }

  #tellLeader(roomId: string, reason: EventOf<'leader.changed'>['reason']): void {
    this.#options.publish(
      { type: 'leader.changed', cursor: null, room_id: roomId, leader_id: this.#leaders.get(roomId) ?? null, reason },
      null,
    );
  }
}
