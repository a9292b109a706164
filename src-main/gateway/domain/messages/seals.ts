// A room accepts each sealed message once. Otherwise its blob could be posted again without the key, under another name.
import { AppError } from '../../../../src-shared/errors.ts';
import { isSealed, sealId } from '../../../../src-shared/sealed-mark.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

/** Notes a blob in a sealed room. Throws `sealed_before`, with nothing written, for a blob that the room has had. */
export function* noteSeal(tx: Tx, room_id: string, blob: string): Steps<void> {
  if (!isSealed(blob) || (yield* tx.reads.room(room_id))?.encrypted !== true) return;
  if ((yield* tx.writes.insertSeal({ room_id, seal_id: sealId(blob) })) === 0) throw new AppError('sealed_before');
}
