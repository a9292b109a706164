// The programs of this computer, for the owner in the app on it.
import { AppError } from '../../../../src-shared/errors.ts';
import type { Commands, Context, Core } from '../../domain/core.ts';
import { mayRunPrograms, OWNERS_COMPUTER_ONLY, requirePermission } from '../../domain/policy.ts';
import { sentenceFor } from './errors.ts';
import type { Programs } from './programs.ts';
import type { SignIns } from './sign-in.ts';

interface ProgramDeps {
  programs: Programs;
  signIns: SignIns;
}

export function programCommands(
  core: Core,
  { programs, signIns }: ProgramDeps,
): Pick<Commands, 'find_programs' | 'try_program' | 'prepare_sign_in'> {
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

    async prepare_sign_in(context, { runs, way }) {
      requireOwner(context);
      try {
        const command = await programs.signInCommand(runs, way);
        requireOwner({ ...context, actor: core.readerNow(context.actor) });
        return { ticket: signIns.keep(command), command: command.title };
      } catch (error) {
        if (error instanceof AppError) throw error;
        throw new AppError('program_failed', sentenceFor(runs.command, error));
      }
    },
  };
}
