// The pinned messages of a room. A pin is a column of its message, so it goes with the message.
import type { Message } from '../../../../src-shared/objects.ts';
import { PIN_STATES, type Pin } from '../../../../src-shared/pins.ts';
import type { PinPage } from '../interfaces/archive.ts';
import { fromJson } from '../json.ts';
import { readFitting } from '../read-fitting.ts';
import { query, statement, type PreparedAll } from '../statement.ts';

export const pinReads = {
  pinsIn: statement<{ room_id: string }>()((p) =>
    query.selectFrom('messages').select(['id', 'seq', 'pin']).where('room_id', '=', p.room_id).where('pin', 'is not', null),
  ),
};

export const pinWrites = {
  setPin: statement<{ id: string; pin: string | null }>()((p) => query.updateTable('messages').set({ pin: p.pin }).where('id', '=', p.id)),
  countPins: statement<{ id: string }>()((p) =>
    query
      .updateTable('rooms')
      .set((e) => ({
        pin_count: e
          .selectFrom('messages')
          .select((of) => of.fn.countAll<number>().as('count'))
          .where('room_id', '=', p.id)
          .where('pin', 'is not', null),
      }))
      .where('id', '=', p.id),
  ),
};

/** `messageOf`: the message with this id. */
export function pinReadsOn(find: PreparedAll<typeof pinReads>, messageOf: (id: string) => Message | null) {
  return {
    /** Null when the message to continue after is not among them. A room has few pins, so all of them are sorted here. */
    pins(roomId: string, { state, after, limit }: PinPage): Message[] | null {
      const all = find.pinsIn
        .all({ room_id: roomId })
        .map(({ id, seq, pin }) => ({ id, seq, pin: fromJson<Pin>(pin ?? 'null') }))
        .filter(({ pin }) => state === null || pin.state === state)
        .sort(
          (a, b) => PIN_STATES.indexOf(a.pin.state) - PIN_STATES.indexOf(b.pin.state) || b.pin.pinned_at - a.pin.pinned_at || b.seq - a.seq,
        );
      const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
      if (after !== null && start === 0) return null;
      let next = start;
      return readFitting(limit, (_last, count) => {
        const page = all.slice(next, next + count).flatMap(({ id }) => messageOf(id) ?? []);
        next += count;
        return page;
      });
    },
  };
}
