import { LanaiError } from './error.ts';
import type { Commands, Room } from './protocol.ts';
import { RoomClient, type RoomSeams } from './room.ts';

export interface RoomsSeams extends RoomSeams {
  join(room_id: string): Promise<void>;
}

export class Rooms {
  readonly #seams: RoomsSeams;

  constructor(seams: RoomsSeams) {
    this.#seams = seams;
  }

  /** Those that the participant can see. */
  list(): RoomClient[] {
    return Object.values(this.#seams.snapshot().rooms).map(({ room }) => this.#of(room));
  }

  /** By its id or its name; undefined when there is none. */
  get(idOrName: string): RoomClient | undefined {
    const { rooms } = this.#seams.snapshot();
    const found = rooms[idOrName]?.room ?? Object.values(rooms).find(({ room }) => !room.direct && room.name === idOrName)?.room;
    return found && this.#of(found);
  }

  /** A person who creates a room is a member of it. An agent is not, until it joins. */
  async create(name: string, options: Omit<Commands['create_room']['request'], 'name'> = {}): Promise<RoomClient> {
    return this.#of(await this.#seams.call('create_room', { ...options, name }));
  }

  /** Becomes a member, if need be, and is present, again after a lost connection too. */
  async join(idOrName: string): Promise<RoomClient> {
    const id = this.get(idOrName)?.id ?? idOrName;
    await this.#seams.join(id);
    const joined = this.get(id);
    if (!joined) throw new LanaiError('room_not_found', 'There is no such room here.');
    return joined;
  }

  /** The room for two with another participant. */
  async direct(participantId: string): Promise<RoomClient> {
    return this.#of(await this.#seams.call('open_direct', { participant_id: participantId }, { isRepeatable: true }));
  }

  #of(room: Room): RoomClient {
    return new RoomClient(room, this.#seams);
  }
}
