import type { Request } from '../../../../src-shared/commands/index.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Person } from '../../../../src-shared/objects.ts';
import type { ProfileChange } from './profiles.ts';
import type { Commands, Core } from '../core.ts';
import { requirePermission, mayAdminister, mayClearProfile, mayKeepHome } from '../policy.ts';

type PeopleCommand = 'list_people' | 'update_profile' | 'clear_profile' | 'setup_home' | 'update_home';

export function peopleCommands(core: Core): Pick<Commands, PeopleCommand> {
  const { directory } = core;
  return {
    list_people({ actor }) {
      requirePermission(mayAdminister(directory, actor));
      const people = [...directory.participants()].filter((each): each is Person => each.kind === 'person');
      return { people };
    },

    update_profile({ actor }, asked) {
      const { kind } = core.participant(actor.participant_id);
      const isOfPeople = asked.status !== undefined || asked.time_zone !== undefined || asked.picture !== undefined;
      requirePermission(kind === 'person' || !isOfPeople, 'Agents have only a name and a colour. They set their status with set_presence.');
      return core.write('updateProfile', { id: actor.participant_id, change: given(asked) });
    },

    async clear_profile({ actor }, { participant_id }) {
      requirePermission(mayAdminister(directory, actor), 'Only the owner or an admin can do that.');
      const person = directory.participant(participant_id);
      if (person?.kind !== 'person') throw new AppError('person_not_found');
      requirePermission(mayClearProfile(directory, actor, person), "The owner's profile is the owner's.");
      const cleared = await core.write('updateProfile', { id: participant_id, change: { picture: null, status: null } });
      return cleared.kind === 'person' ? cleared : person;
    },

    async setup_home({ actor }, { home_name, owner_name }) {
      const owner = core.participant(actor.participant_id);
      requirePermission(owner.kind === 'person' && owner.role === 'owner', 'Only the owner can set the home up.');
      if (directory.home.set_up_at !== null)
        throw new AppError('access_denied', 'The home is set up already. Its names can be changed in the settings.');
      await core.write('updateProfile', { id: owner.id, change: { name: owner_name } });
      return core.write('nameHome', { name: home_name, is_set_up: true });
    },

    update_home({ actor }, { name, mentions_reach, link_previews }) {
      requirePermission(mayAdminister(directory, actor));
      requirePermission(link_previews === undefined || mayKeepHome(directory, actor), 'Only the owner can turn link previews on or off.');
      return core.write('changeHome', {
        ...(name !== undefined && { name }),
        ...(mentions_reach !== undefined && { mentions_reach }),
        ...(link_previews !== undefined && { link_previews }),
      });
    },
  };
}

/** A field that was sent as `undefined` was left out. */
function given({ name, color, status, time_zone, picture }: Request<'update_profile'>): ProfileChange {
  return {
    ...(name !== undefined && { name }),
    ...(color !== undefined && { color }),
    ...(status !== undefined && { status }),
    ...(time_zone !== undefined && { time_zone }),
    ...(picture !== undefined && { picture }),
  };
}
