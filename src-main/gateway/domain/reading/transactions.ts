import { AppError } from '../../../../src-shared/errors.ts';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import type { MembershipRow } from '../../store/tables/rooms.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

interface Reading {
  room_id: string;
  participant_id: string;
  seq: number;
}

/** Reading only moves forward, and never past the newest message. `is_announced`: others may know of it. */
export function* markRead(tx: Tx, { is_announced, ...reading }: Reading & { is_announced: boolean }): Steps<Reply<'mark_read'>> {
  const membership = yield* membershipOf(tx, reading);
  const last_read_seq = Math.max(membership.last_read_seq, Math.min(reading.seq, yield* tx.lastSeq(reading.room_id)));
  const isNews = is_announced && last_read_seq > membership.seen_seq;
  return yield* move(tx, membership, { last_read_seq, ...(isNews && { seen_seq: last_read_seq, seen_at: tx.now }) });
}

/** The message and all after it are unread again. Receipts that others already got stay. */
export function* markUnread(tx: Tx, reading: Reading): Steps<Reply<'mark_unread'>> {
  const membership = yield* membershipOf(tx, reading);
  if (reading.seq > (yield* tx.lastSeq(reading.room_id))) throw new AppError('message_not_found');
  return yield* move(tx, membership, { last_read_seq: reading.seq - 1 });
}

function* membershipOf(tx: Tx, { room_id, participant_id }: Reading): Steps<MembershipRow> {
  const membership = yield* tx.reads.membershipRow(room_id, participant_id);
  if (!membership) throw new AppError('not_in_room');
  return membership;
}

type Position = Pick<MembershipRow, 'last_read_seq'> & Partial<Pick<MembershipRow, 'seen_seq' | 'seen_at'>>;

function* move(tx: Tx, before: MembershipRow, to: Position): Steps<Reply<'mark_read'>> {
  const { room_id, participant_id, seen_seq, seen_at } = before;
  const position = { last_read_seq: to.last_read_seq, ...(yield* tx.reads.unread(room_id, participant_id, to.last_read_seq)) };
  if (to.last_read_seq !== before.last_read_seq) {
    yield* tx.writes.moveRead({ room_id, participant_id, seen_seq, seen_at, ...to });
    yield* tx.record({ type: 'read_position.changed', room_id, subject_id: participant_id, only_id: participant_id, payload: position });
  }
  return { room_id, ...position };
}

/** Up to where a person has received the messages of some rooms. Returns the rooms in which that is news. */
export function* markDelivered(
  tx: Tx,
  { participant_id, rooms }: { participant_id: string; rooms: readonly { room_id: string; seq: number }[] },
): Steps<string[]> {
  const moved: string[] = [];
  for (const { room_id, seq } of rooms) {
    const membership = yield* tx.reads.membershipRow(room_id, participant_id);
    if (!membership || membership.delivered_seq >= seq) continue;
    yield* tx.writes.setDelivered({ room_id, participant_id, delivered_seq: seq, delivered_at: tx.now });
    moved.push(room_id);
  }
  return moved;
}
