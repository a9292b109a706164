// The folder of an agent, as long as it may use it for the one who called it.
import { AppError } from '../../../../../src-shared/errors.ts';
import { hasTools, type ToolTier } from '../../../../../src-shared/hosted-agents.ts';
import { reasonAgainstCall } from '../../hosted/callers.ts';
import type { Turn } from '../../hosted/turn.ts';
import { Folder } from './folder.ts';

/** At this moment: the settings and the members of the room may change during a turn. Throws AppError. */
export async function folderFor(turn: Turn, tier: ToolTier): Promise<Folder> {
  const { runs } = turn.settings;
  if (runs.kind !== 'model' || runs.folder === null || !hasTools(runs, tier))
    throw new AppError('access_denied', 'I may not do that any more.');
  const reason = reasonAgainstCall(turn.core.directory, runs, turn.call);
  if (reason !== null) throw new AppError('access_denied', reason);
  return Folder.open(runs.folder);
}

/** Whether the owner is asked before a file changes. */
export function asksFirst({ agent, call, marks }: Turn): boolean {
  return call.causedBy !== agent.owner_id || !marks.areNone;
}
