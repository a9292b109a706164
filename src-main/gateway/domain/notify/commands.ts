// Notification settings. Each person changes only their own: no command names another person.
import { AppError } from '../../../../src-shared/errors.ts';
import { QUIET_MS_MAX } from '../../../../src-shared/limits.ts';
import type { QuietHours } from '../../../../src-shared/notify/levels.ts';
import type { Commands, Context, Core } from '../core.ts';
import { requirePermission } from '../policy.ts';

type NotifyCommand = 'set_notify_level' | 'set_notify_preferences';

export function notifyCommands(core: Core): Pick<Commands, NotifyCommand> {
  return {
    set_notify_level(context, { room_id, level, until }) {
      requirePerson(core, context);
      core.requireParticipation(context, room_id);
      const muted_until = until ?? null;
      if (muted_until !== null && level !== 'none') throw new AppError('invalid_payload', 'Only a mute can have an end.');
      checkEnd(core, muted_until);
      return core.write('setNotifyLevel', { room_id, participant_id: context.actor.participant_id, level, muted_until });
    },

    set_notify_preferences(context, { what, quiet_hours, quiet_until }) {
      requirePerson(core, context);
      checkEnd(core, quiet_until ?? null);
      const change = {
        ...(what !== undefined && { what }),
        ...(quiet_hours !== undefined && { quiet_hours: inOrder(quiet_hours) }),
        ...(quiet_until !== undefined && { quiet_until }),
      };
      return core.write('setNotifyPreferences', { participant_id: context.actor.participant_id, change });
    },
  };
}

function requirePerson(core: Core, { actor }: Context): void {
  requirePermission(core.participant(actor.participant_id).kind === 'person', 'Only people have notifications.');
}

function checkEnd({ now }: Core, until: number | null): void {
  if (until === null) return;
  if (until <= now()) throw new AppError('invalid_payload', 'That time has passed already.');
  if (until > now() + QUIET_MS_MAX) throw new AppError('invalid_payload', 'That is more than a year away. Leave the time out for no end.');
}

function inOrder(hours: QuietHours): QuietHours {
  return { ...hours, days: [...new Set(hours.days)].sort((a, b) => a - b) };
}
