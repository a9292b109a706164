// What lasts as long as a connection, and so is done again on each: presence in rooms, and what the participant shows.
import type { Call } from './client.ts';
import { LanaiError } from './error.ts';
import type { Commands, Presence, Snapshot } from './protocol.ts';
import type { PresenceOptions } from './room.ts';

const EVERYWHERE = '';

export class Standing {
  readonly #call: Call;
  readonly #snapshot: () => Snapshot;
  readonly #joined = new Set<string>();
  /** By room. */
  readonly #shown = new Map<string, Commands['set_presence']['request']>();

  constructor(call: Call, snapshot: () => Snapshot) {
    this.#call = call;
    this.#snapshot = snapshot;
  }

  async join(room_id: string): Promise<void> {
    await this.#call('join_room', { room_id }, { isRepeatable: true });
    this.#joined.add(room_id);
  }

  async leave(room_id: string): Promise<void> {
    this.#joined.delete(room_id);
    this.#shown.delete(room_id);
    const { me_id, present, rooms } = this.#snapshot();
    if (present[room_id]?.includes(me_id)) await this.#call('leave_room', { room_id });
    if (rooms[room_id]?.room.member_ids.includes(me_id)) await this.#call('remove_member', { room_id, participant_id: me_id });
  }

  show(room_id: string | undefined, { status, detail, progress }: PresenceOptions): Promise<Presence> {
    const request = { room_id, status, status_detail: detail, progress };
    // Without a room it is in place of what is shown in rooms.
    if (room_id === undefined) this.#shown.clear();
    this.#shown.set(room_id ?? EVERYWHERE, request);
    return this.#call('set_presence', request, { isRepeatable: true });
  }

  /** On a new connection. */
  begin(): void {
    for (const room_id of this.#joined) this.#again('join_room', { room_id }, () => this.#joined.delete(room_id));
    for (const [room_id, request] of this.#shown) this.#again('set_presence', request, () => this.#shown.delete(room_id));
  }

  /** A room may have ended meanwhile, or is not open to the participant any more. */
  #again<C extends 'join_room' | 'set_presence'>(command: C, params: Commands[C]['request'], onRefused: () => void): void {
    this.#call(command, params).catch((error: unknown) => {
      if (!(error instanceof LanaiError) || error.code !== 'connection_lost') onRefused();
    });
  }
}
