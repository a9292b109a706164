import { AppError } from '../../../src-shared/errors.ts';
import type { Person } from '../../../src-shared/objects.ts';
import type { Commands, Core } from './core.ts';
import { demand, mayAdminister } from './policy.ts';

type PeopleCommand = 'list_people' | 'update_profile' | 'setup_home' | 'update_home';

export function peopleCommands(core: Core): Pick<Commands, PeopleCommand> {
  const { directory } = core;
  return {
    list_people({ actor }) {
      demand(mayAdminister(directory, actor));
      const people = [...directory.participants()].filter((each): each is Person => each.kind === 'person');
      return { people };
    },

    update_profile({ actor }, { name }) {
      return core.write('renameParticipant', { id: actor.participant_id, name });
    },

    async setup_home({ actor }, { home_name, owner_name }) {
      const owner = core.participant(actor.participant_id);
      demand(owner.kind === 'person' && owner.role === 'owner', 'Only the owner can set the home up.');
      if (directory.home.set_up_at !== null)
        throw new AppError('access_denied', 'The home is set up already. Its names can be changed in the settings.');
      await core.write('renameParticipant', { id: owner.id, name: owner_name });
      return core.write('nameHome', { name: home_name, is_set_up: true });
    },

    update_home({ actor }, { name, mentions_reach }) {
      demand(mayAdminister(directory, actor));
      return core.write('changeHome', { ...(name !== undefined && { name }), ...(mentions_reach !== undefined && { mentions_reach }) });
    },
  };
}
