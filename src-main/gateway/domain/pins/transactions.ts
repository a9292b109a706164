import { AppError } from '../../../../src-shared/errors.ts';
import { PINS_MAX } from '../../../../src-shared/limits.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { Pin, PinState } from '../../../../src-shared/pins.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { fromJson } from '../../store/json.ts';
import type { MessageRow } from '../../store/tables/messages.ts';
import { changed, present, type OfMessage } from '../messages/stored-message.ts';

/** `state`: null keeps that of a pin that is there. The one who pinned the message first stays its pinner. */
export function* pinMessage(tx: Tx, { by_id, state, ...of }: OfMessage & { by_id: string; state: PinState | null }): Steps<Message> {
  const row = yield* present(tx, of);
  const before = row.pin === null ? null : fromJson<Pin>(row.pin);
  if (before && (state === null || state === before.state)) return yield* tx.reads.message(row);
  if (!before && ((yield* tx.reads.room(row.room_id))?.pin_count ?? 0) >= PINS_MAX)
    throw new AppError('too_many_pins', `A room has at most ${PINS_MAX} pinned messages. Unpin one first.`);
  const pin: Pin = before ? { ...before, state: state ?? before.state } : { state: state ?? 'none', by_id, pinned_at: tx.now };
  return yield* setPin(tx, row, pin);
}

export function* unpinMessage(tx: Tx, of: OfMessage): Steps<Message> {
  const row = yield* present(tx, of);
  return row.pin === null ? yield* tx.reads.message(row) : yield* setPin(tx, row, null);
}

function* setPin(tx: Tx, row: MessageRow, pin: Pin | null): Steps<Message> {
  yield* tx.writes.setPin({ id: row.id, pin: pin && JSON.stringify(pin) });
  const message = yield* changed(tx, row);
  if ((row.pin === null) !== (pin === null)) yield* recountPins(tx, row.room_id);
  return message;
}

/** After a message got a pin, or lost one. */
export function* recountPins(tx: Tx, room_id: string): Steps<void> {
  yield* tx.writes.countPins({ id: room_id });
  yield* tx.record({ type: 'room.changed', room_id });
}
