import type { DeliveryMark, ReadMark } from '../../../../src-shared/reading.ts';
import type { FollowedRow } from '../../store/interfaces/stored-directory.ts';

type MembershipRow = FollowedRow<'memberships'>;

interface Marks {
  read: ReadMark | null;
  delivered: DeliveryMark | null;
}

/** How far members let others know that they have read, and how far they received, by room. Those who never did have no mark. */
export class ReadMarks {
  readonly #rooms = new Map<string, Map<string, Marks>>();

  put(row: MembershipRow): void {
    const { room_id, participant_id, seen_seq, seen_at, delivered_seq, delivered_at } = row;
    const read = seen_seq === 0 ? null : { participant_id, seq: seen_seq, at: seen_at };
    const delivered = delivered_seq === 0 ? null : { participant_id, seq: delivered_seq, at: delivered_at };
    if (!read && !delivered) return this.remove(row);
    const marks = this.#rooms.get(room_id) ?? new Map<string, Marks>();
    marks.set(participant_id, { read, delivered });
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
    return marks ? memberIds.flatMap((id) => marks.get(id)?.read ?? []) : [];
  }

  /** A message that was read was also received. Only for people who share read receipts. */
  deliveriesOf(roomId: string, memberIds: readonly string[], tellsReads: (id: string) => boolean): DeliveryMark[] {
    const marks = this.#rooms.get(roomId);
    if (!marks) return [];
    return memberIds.flatMap((id) => {
      const { read = null, delivered = null } = marks.get(id) ?? {};
      return tellsReads(id) && (read?.seq ?? 0) > (delivered?.seq ?? 0) ? (read ?? []) : (delivered ?? []);
    });
  }
}
