// A person's own sidebar. No command names another person.
import { AppError } from '../../../../src-shared/errors.ts';
import { newId } from '../../../../src-shared/ids.ts';
import type { Commands, Context, Core } from '../core.ts';
import { isKept, requirePermission } from '../policy.ts';

type SidebarCommand = 'set_sidebar' | 'create_section' | 'update_section' | 'delete_section' | 'set_room_section' | 'arrange_section';

export function sidebarCommands(core: Core): Pick<Commands, SidebarCommand> {
  const personIn = ({ actor }: Context): { participant_id: string } => {
    requirePermission(core.participant(actor.participant_id).kind === 'person', 'Only people have a sidebar.');
    return { participant_id: actor.participant_id };
  };
  /** The sections are on the disk, and a temporary room is in memory. */
  function requireKept(context: Context, roomId: string): void {
    const { room } = core.requireParticipation(context, roomId);
    if (!isKept(room)) throw new AppError('invalid_payload', 'A temporary room cannot be in a section.');
  }
  return {
    set_sidebar: (context, { order, unread_only }) =>
      core.write('setSidebar', {
        ...personIn(context),
        change: { ...(order !== undefined && { order }), ...(unread_only !== undefined && { unread_only }) },
      }),

    create_section: (context, { name }) => core.write('createSection', { ...personIn(context), id: newId(), name }),

    update_section: (context, request) => core.write('updateSection', { ...personIn(context), ...request }),

    delete_section: (context, { section_id }) => core.write('deleteSection', { ...personIn(context), section_id }),

    set_room_section(context, { room_id, section_id }) {
      const person = personIn(context);
      requireKept(context, room_id);
      return core.write('setRoomSection', { ...person, room_id, section_id });
    },

    arrange_section(context, { section_id, room_ids }) {
      const person = personIn(context);
      for (const room_id of room_ids) requireKept(context, room_id);
      return core.write('arrangeSection', { ...person, section_id, room_ids });
    },
  };
}
