import type { ReadMark } from '../../../../src-shared/reading.ts';
import type { FollowedRow } from '../../store/interfaces/stored-directory.ts';

type MembershipRow = FollowedRow<'memberships'>;

/** How far members let others know that they have read, by room. Those who never did have no mark. */
export class ReadMarks {
  readonly #rooms = new Map<string, Map<string, ReadMark>>();

  put(row: MembershipRow): void {
    const { room_id, participant_id, seen_seq: seq, seen_at: at } = row;
    if (seq === 0) return this.remove(row);
    const marks = this.#rooms.get(room_id) ?? new Map<string, ReadMark>();
    marks.set(participant_id, { participant_id, seq, at });
    this.#rooms.set(room_id, marks);
  }

  remove({ room_id, participant_id }: Pick<MembershipRow, 'room_id' | 'participant_id'>): void {
    const marks = this.#rooms.get(room_id);
    marks?.delete(participant_id);
    if (marks?.size === 0) this.#rooms.delete(room_id);
  }

  /** The marks of these members, in their order. */
  of(roomId: string, memberIds: readonly string[]): ReadMark[] {
    const marks = this.#rooms.get(roomId);
    return marks ? memberIds.flatMap((id) => marks.get(id) ?? []) : [];
  }
}
