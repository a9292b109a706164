// Messages that a participant saved for later, and reminders. No command names another participant.
import type { SAVED_COMMANDS } from '../../../../src-shared/commands/saved.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { REMINDER_AHEAD_MS_MAX } from '../../../../src-shared/limits.ts';
import type { SavedMessage } from '../../store/interfaces/archive.ts';
import { withinBytes } from '../../store/read-fitting.ts';
import type { Commands, Core } from '../core.ts';
import { authorsOf, messageIn } from '../messages/commands.ts';
import { placeAfter, textOfPlace } from '../pagination.ts';
import { visibleRoom } from '../policy.ts';
import { mayHaveExpired } from '../up-to-date.ts';

type SavedCommand = keyof typeof SAVED_COMMANDS;

export function savedCommands(core: Core): Pick<Commands, SavedCommand> {
  return {
    async save_message({ actor: asker }, { room_id, message_id, remind_at = null }) {
      core.room(asker, room_id);
      if (remind_at !== null) refuseTime(core, remind_at);
      const { id, deleted_at } = await messageIn(core, room_id, message_id);
      const actor = core.readerNow(asker);
      core.room(actor, room_id);
      if (deleted_at !== null) throw new AppError('message_not_found', 'The message was deleted.');
      return core.write('saveMessage', { participant_id: actor.participant_id, message: { id, room_id }, remind_at });
    },

    remind_me({ actor }, { text, remind_at }) {
      refuseTime(core, remind_at);
      return core.write('remindMe', { participant_id: actor.participant_id, id: newId(), text, remind_at });
    },

    set_reminder({ actor }, { saved_id, remind_at }) {
      if (remind_at !== null) refuseTime(core, remind_at);
      return core.write('setReminder', { participant_id: actor.participant_id, saved_id, remind_at });
    },

    see_reminders: ({ actor }) => core.write('seeReminders', { participant_id: actor.participant_id }),

    unsave: ({ actor }, { saved_id }) => core.write('unsave', { participant_id: actor.participant_id, saved_id }),

    async list_saved({ actor: asker }, { after, limit }) {
      const place = placeAfter(after);
      const { value: found, actor } = await core.upToDate(
        asker,
        (archive) => archive.savedMessages(asker.participant_id, place, limit + 1),
        changes,
      );
      const isShown = ({ room_id }: SavedMessage): boolean => room_id !== null && visibleRoom(core.directory, actor, room_id) !== null;
      const readable = found.map((each) => (isShown(each) ? each : { ...each, message: null }));
      const page = withinBytes(readable.slice(0, limit));
      const last = page.at(-1);
      return {
        saved: page,
        participants: authorsOf(
          core,
          page.flatMap(({ message }) => message ?? []),
        ),
        next: last && found.length > page.length ? textOfPlace({ time: last.due_at ?? last.saved_at, id: last.id }) : null,
      };
    },
  };
}

/** Whether the event makes this list old. */
function changes(event: HomeEvent, found: SavedMessage[]): boolean {
  if (event.type === 'saved.changed') return true;
  if (event.type === 'message.changed') return found.some(({ id }) => id === event.message.id);
  return found.some(({ room_id }) => room_id !== null && mayHaveExpired(room_id, event));
}

function refuseTime(core: Core, remindAt: number): void {
  const now = core.now();
  if (remindAt <= now) throw new AppError('invalid_payload', 'remind_at: this time has passed. Choose one in the future.');
  if (remindAt > now + REMINDER_AHEAD_MS_MAX) throw new AppError('invalid_payload', 'remind_at: at most five years ahead.');
}
