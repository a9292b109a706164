import { AppError } from '../../../../src-shared/errors.ts';
import { isActive } from '../../../../src-shared/participants.ts';
import type { Actor } from '../actor.ts';
import type { Commands, Core } from '../core.ts';
import { has, mayAdminister, ownerPersonId, requirePermission } from '../policy.ts';
import type { ImportService } from './service.ts';

type ImportCommand = 'list_imports' | 'get_import' | 'start_import' | 'cancel_import' | 'delete_import';

const ONLY_ADMINS = 'Only the owner or an admin can do that.';

/** For the upload, which is no command. */
export function requireImporter({ directory }: Core, actor: Actor): void {
  requirePermission(has(actor, 'admin'), 'This key does not allow that.');
  requirePermission(mayAdminister(directory, actor), ONLY_ADMINS);
}

/** `open`: the service, which is loaded when it is needed. */
export function importCommands(core: Core, open: () => Promise<ImportService>): Pick<Commands, ImportCommand> {
  const { directory } = core;
  const admitted = async (actor: Actor): Promise<ImportService> => {
    requirePermission(mayAdminister(directory, actor), ONLY_ADMINS);
    return open();
  };
  return {
    list_imports: async ({ actor }) => ({ imports: (await admitted(actor)).list() }),

    get_import: async ({ actor }, { import_id }) => (await admitted(actor)).get(import_id),

    async start_import({ actor }, { import_id, room_prefix, people }) {
      const service = await admitted(actor);
      for (const id of Object.values(people ?? {})) {
        const participant = directory.participant(id);
        if (!participant || !isActive(participant)) throw new AppError('person_not_found', `people: there is no participant ${id} here.`);
      }
      const by = { by_id: actor.participant_id, owner_id: ownerPersonId(directory, actor) };
      return service.start(import_id, { ...by, room_prefix: room_prefix ?? '', people: people ?? {} });
    },

    cancel_import: async ({ actor }, { import_id }) => (await admitted(actor)).cancel(import_id),

    async delete_import({ actor }, { import_id }) {
      (await admitted(actor)).delete(import_id);
      return { import_id };
    },
  };
}
