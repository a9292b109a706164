// The programs of this computer, for the owner in the app on it.
import { AppError } from '../../../../src-shared/errors.ts';
import type { Commands, Context, Core } from '../../domain/core.ts';
import { mayRunPrograms, OWNERS_COMPUTER_ONLY, requirePermission } from '../../domain/policy.ts';
import { sentenceFor } from './errors.ts';
import type { Programs } from './programs.ts';

export function programCommands(core: Core, programs: Programs): Pick<Commands, 'find_programs' | 'try_program'> {
  const requireOwner = ({ actor }: Context): void => requirePermission(mayRunPrograms(core.directory, actor), OWNERS_COMPUTER_ONLY);
  return {
    async find_programs(context) {
      requireOwner(context);
      return { programs: await programs.find() };
    },

    async try_program(context, { runs }) {
      requireOwner(context);
      try {
        return await programs.try(runs);
      } catch (error) {
        throw new AppError('program_failed', sentenceFor(runs.command, error));
      }
    },
  };
}
