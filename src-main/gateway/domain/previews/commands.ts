import type { PREVIEW_COMMANDS } from '../../../../src-shared/commands/previews.ts';
import type { Commands, Core } from '../core.ts';
import { messageIn } from '../messages/commands.ts';
import { mayDeleteMessage, requirePermission } from '../policy.ts';

export function previewCommands(core: Core): Pick<Commands, keyof typeof PREVIEW_COMMANDS> {
  return {
    async remove_link_preview(context, { room_id, message_id, url }) {
      core.requireParticipation(context, room_id);
      const message = await messageIn(core, room_id, message_id);
      // Once more: what may be done is decided in the same turn in which it is done.
      const { room } = core.requireParticipation(context, room_id);
      requirePermission(mayDeleteMessage(core.directory, context.actor, message, room), 'Only its author can remove a preview.');
      return core.write('removePreview', { room_id, message_id, url });
    },
  };
}
