import type { PIN_COMMANDS } from '../../../../src-shared/commands/pins.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { withinBytes } from '../../store/read-fitting.ts';
import type { Commands, Core } from '../core.ts';
import { participantsOf } from '../messages/commands.ts';
import { mayHaveExpired } from '../up-to-date.ts';

export function pinCommands(core: Core): Pick<Commands, keyof typeof PIN_COMMANDS> {
  return {
    pin_message(context, { room_id, message_id, state }) {
      core.openRoom(context, room_id);
      return core.post(context.actor, 'pinMessage', { room_id, message_id, by_id: context.actor.participant_id, state: state ?? null });
    },

    unpin_message(context, { room_id, message_id }) {
      core.openRoom(context, room_id);
      return core.post(context.actor, 'unpinMessage', { room_id, message_id });
    },

    async list_pins({ actor: asker }, { room_id, state, limit, after }) {
      core.room(asker, room_id);
      const { value: found, actor } = await core.upToDate(
        asker,
        (archive) => archive.pins(room_id, { state: state ?? null, after: after ?? null, limit: limit + 1 }),
        (event) => (event.type === 'message.changed' && event.message.room_id === room_id) || mayHaveExpired(room_id, event),
      );
      core.room(actor, room_id);
      if (!found) throw new AppError('message_not_found', 'after: this message is not pinned in the room.');
      const messages = withinBytes(found.slice(0, limit));
      const participants = participantsOf(
        core,
        messages.flatMap(({ author_id, pin }) => [author_id, ...(pin ? [pin.by_id] : [])]),
      );
      return { room_id, messages, participants, has_more: found.length > messages.length };
    },
  };
}
