// A person who asked to be deleted. The owner does it, in one act.
import type { Reply } from '../../../../src-shared/commands/index.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Context, Core } from '../core.ts';
import { mayKeepHome, ownerPersonId, requirePermission } from '../policy.ts';

/** So many messages are looked through in one operation of the writer, so that others do not wait for it. */
const LOOKED_THROUGH = 500;

/** The access ends first, so that nothing is written meanwhile. What is left after a fault goes when it is asked for again. */
export async function erasePerson(
  core: Core,
  { actor }: Context,
  { participant_id: id, endConnections }: { participant_id: string; endConnections(): void },
): Promise<Reply<'erase_person'>> {
  const { directory } = core;
  const isPerson = directory.participant(actor.participant_id)?.kind === 'person';
  requirePermission(isPerson && mayKeepHome(directory, actor), 'Only the owner can delete a person.');
  const known = directory.participant(id);
  if (known?.kind !== 'person') throw new AppError('person_not_found');
  requirePermission(known.role !== 'owner', 'The owner cannot be deleted.');
  const person = await core.write('erasePerson', { id, by_id: ownerPersonId(directory, actor) });
  endConnections();
  const last = core.cursor;
  let messages = 0;
  for (let after = 0; after < last; after += LOOKED_THROUGH)
    messages += await core.write('eraseMessages', { author_id: id, after, through: after + LOOKED_THROUGH });
  // What was deleted leaves the log of the database too.
  core.foldLog();
  return { person, messages };
}
