// Being here: rooms opened and closed, typing, what one is doing. All of it belongs to an open connection.
import { isWebhook } from '../../../../src-shared/participants.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { PAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import { isWaking, type Work } from '../../../../src-shared/work.ts';
import type { Commands, Context, Core } from '../core.ts';
import { sliceAfter } from '../pagination.ts';
import { withinBytes } from '../../store/read-fitting.ts';
import { requirePermission, canSeeParticipant, mayJoin } from '../policy.ts';
import type { Seat } from './registry.ts';

/** Their presence has to fit into the same frame. */
const AGENTS_BYTES_MAX = PAGE_BYTES_MAX / 2;
/** With more than this, those that are here come first: older clients read the first page only. */
const AGENTS_IN_ORDER_MAX = 250;

type PresenceCommand = 'join_room' | 'leave_room' | 'set_typing' | 'set_presence' | 'list_agents';

export function presenceCommands(core: Core): Pick<Commands, PresenceCommand> {
  const { directory, presence } = core;
  return {
    async join_room(context, { room_id }) {
      const seat = seatOf(context);
      const { participant_id } = context.actor;
      const { members } = core.room(context.actor, room_id);
      if (!members.has(participant_id)) {
        requirePermission(mayJoin(context.actor), 'This key may only read. A member of the room has to add its agent first.');
        await core.write('addMember', { room_id, participant_id, by_id: participant_id });
        // The participant may have been removed in the same moment.
        if (!core.directory.room(room_id)?.members.has(participant_id))
          throw new AppError('not_in_room', 'You were removed from the room.');
      }
      presence.join(room_id, participant_id, seat);
      return { room_id };
    },

    leave_room(context, { room_id }) {
      const seat = seatOf(context);
      const { participant_id } = context.actor;
      if (!presence.isPresent(room_id, participant_id, seat)) throw new AppError('not_in_room');
      presence.leave(room_id, participant_id, seat);
      return { room_id };
    },

    set_typing(context, { room_id, typing }) {
      // The end of typing is announced in an archived room too.
      const { room } = typing ? core.openRoom(context, room_id) : core.requireParticipation(context, room_id);
      core.publish({
        only_id: null,
        event: { type: 'typing.changed', cursor: null, room_id: room.id, participant_id: context.actor.participant_id, typing },
      });
      return { room_id };
    },

    set_presence(context, { room_id, status, status_detail, progress }) {
      const { participant_id } = context.actor;
      const state = { status, detail: status_detail ?? null, progress: progress ?? null };
      if (room_id === undefined || room_id === null) return presence.set(participant_id, state);
      // Work ends in an archived room too.
      const { members } = status === 'idle' ? core.requireParticipation(context, room_id) : core.openRoom(context, room_id);
      if (!members.has(participant_id)) throw new AppError('not_in_room');
      presence.setIn(room_id, participant_id, state);
      return { ...presence.of(participant_id), ...state };
    },

    list_agents({ actor }, { room_id, after }) {
      const id = room_id === undefined || room_id === null ? null : core.room(actor, room_id).room.id;
      const all = id === null ? agentsKnownTo(core, actor) : presence.presentIn(id);
      const ids = sliceAfter(all, after, (each) => each);
      const known = ids.flatMap((each) => directory.participant(each) ?? []);
      const participants = withinBytes(known, AGENTS_BYTES_MAX);
      const has_more = participants.length < known.length;
      const works = id === null ? wakingNear(core, actor) : presence.worksIn(id);
      return {
        participants,
        presence: participants.map((each) => presence.of(each.id)),
        works,
        ...(has_more && { has_more }),
      };
    },
  };
}

/** In the actor's rooms. Agents at work are shown there as busy. */
function wakingNear({ directory, presence }: Core, { participant_id }: Context['actor']): Work[] {
  return presence.works().filter((work) => isWaking(work) && directory.room(work.room_id)?.members.has(participant_id));
}

function seatOf({ seat }: Context): Seat {
  if (!seat) throw new AppError('invalid_payload', 'This needs an open connection: /ws, TCP or the socket.');
  return seat;
}

function agentsKnownTo(core: Core, actor: Context['actor']): string[] {
  const agents = [...core.directory.participants()].filter(
    (each) => each.kind === 'agent' && each.removed_at === null && !isWebhook(each) && canSeeParticipant(core.directory, actor, each.id),
  );
  const ids = agents.map((each) => each.id);
  if (ids.length <= AGENTS_IN_ORDER_MAX) return ids;
  const isHere = (id: string): boolean => core.presence.isOnline(id);
  return [...ids.filter(isHere), ...ids.filter((id) => !isHere(id))];
}
