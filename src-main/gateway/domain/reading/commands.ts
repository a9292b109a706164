// Read positions: kept for each participant. In small rooms the others get them too, unless the person has turned that off.
import { READS_TOLD_EVERY_MS, READS_TOLD_MEMBERS_MAX } from '../../../../src-shared/limits.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import type { ReadMark } from '../../../../src-shared/reading.ts';
import type { After } from '../clock.ts';
import type { Commands, Core } from '../core.ts';
import type { RoomEntry } from '../directory.ts';
import { requirePermission } from '../policy.ts';

type ReadingCommand = 'mark_read' | 'mark_unread' | 'list_reads' | 'set_privacy';

export function readingCommands(core: Core): Pick<Commands, ReadingCommand> {
  return {
    mark_read(context, { room_id, seq }) {
      core.requireParticipation(context, room_id);
      const { participant_id } = context.actor;
      return core.write('markRead', { room_id, participant_id, seq, is_announced: core.directory.tellsReads(participant_id) });
    },

    mark_unread(context, { room_id, seq }) {
      core.requireParticipation(context, room_id);
      return core.write('markUnread', { room_id, participant_id: context.actor.participant_id, seq });
    },

    list_reads(context, { room_id }) {
      const entry = core.requireParticipation(context, room_id);
      const deliveries = entry.room.direct ? core.directory.deliveriesIn(room_id) : [];
      return { room_id, reads: isTold(entry) ? readsIn(core, entry.room) : [], deliveries };
    },

    async set_privacy({ actor }, { tells_reads }) {
      const { kind } = core.participant(actor.participant_id);
      requirePermission(kind === 'person', 'Agents set their read position with mark_read only.');
      const person = await core.write('setPrivacy', { id: actor.participant_id, tells_reads });
      if (person.kind !== 'person') throw new TypeError('A person became something else.');
      return person;
    },
  };
}

/**
 * Tells the members of a room when others of it have read on: at once after a silence, and then what gathered in each
 * READS_TOLD_EVERY_MS. Returns its end.
 */
export function startTellingReads(core: Core, after: After): () => void {
  const rooms = new Map<string, { who: Set<string>; cancel: () => void }>();

  function tell(roomId: string, who: ReadonlySet<string>): void {
    const entry = core.directory.room(roomId);
    if (!entry || !isTold(entry)) return;
    const reads = readsIn(core, entry.room).filter(({ participant_id }) => who.has(participant_id));
    if (reads.length > 0)
      core.publish({ only_id: null, event: { type: 'read_receipts.changed', cursor: null, room_id: roomId, reads, deliveries: [] } });
  }

  function rest(roomId: string): void {
    const cancel = after(READS_TOLD_EVERY_MS, () => {
      const who = rooms.get(roomId)?.who;
      rooms.delete(roomId);
      if (!who || who.size === 0) return;
      rest(roomId);
      tell(roomId, who);
    });
    rooms.set(roomId, { who: new Set(), cancel });
  }

  const stop = core.onChange(({ event, only_id }) => {
    if (event.type !== 'read_position.changed' || only_id === null || !core.directory.tellsReads(only_id)) return;
    const waiting = rooms.get(event.room_id);
    if (waiting) return void waiting.who.add(only_id);
    rest(event.room_id);
    tell(event.room_id, new Set([only_id]));
  });
  return () => {
    stop();
    for (const { cancel } of rooms.values()) cancel();
    rooms.clear();
  };
}

/** In a large room it would be expensive, and the list would be too long to be useful. */
function isTold({ members }: RoomEntry): boolean {
  return members.size <= READS_TOLD_MEMBERS_MAX;
}

function readsIn(core: Core, room: Room): ReadMark[] {
  return core.directory.readsIn(room.id).filter(({ participant_id }) => core.directory.tellsReads(participant_id));
}
