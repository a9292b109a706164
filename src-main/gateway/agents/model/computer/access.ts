// The folder of an agent, as long as it may use it for the one who called it.
import { AppError } from '../../../../../src-shared/errors.ts';
import { hasTools, type ToolTier } from '../../../../../src-shared/hosted-agents.ts';
import { reasonAgainstCall } from '../../hosted/callers.ts';
import type { Turn } from '../../hosted/turn.ts';
import { Folder } from './folder.ts';

/** At this moment: the settings and the members of the room may change during a turn. Throws AppError. */
export async function folderFor(turn: Turn, tier: ToolTier): Promise<Folder> {
  return Folder.open(chosenFor(turn, tier));
}

/** The signal aborts when the agent may no longer use the folder that it uses now. `forget` is to be called at the end of the use. */
export function endsWithFolder(turn: Turn, tier: ToolTier): { signal: AbortSignal; forget(): void } {
  const ended = new AbortController();
  const chosen = chosenFor(turn, tier);
  const isSame = (): boolean => {
    try {
      return chosenFor(turn, tier) === chosen;
    } catch {
      return false;
    }
  };
  const check = (): void => {
    if (!isSame()) ended.abort(new Error('The agent may not use the folder any more.'));
  };
  const stopListening = [turn.core.onChange(check), turn.onSettings(check)];
  return { signal: ended.signal, forget: () => stopListening.forEach((stop) => stop()) };
}

function chosenFor(turn: Turn, tier: ToolTier): string {
  const { runs } = turn.settings;
  if (runs.kind !== 'model' || runs.folder === null || !hasTools(runs, tier))
    throw new AppError('access_denied', 'I may not do that any more.');
  const reason = reasonAgainstCall(turn.core.directory, runs, turn.call);
  if (reason !== null) throw new AppError('access_denied', reason);
  return runs.folder;
}

/** Whether the owner is asked before a file changes. */
export function asksFirst({ agent, call, marks }: Turn): boolean {
  return call.causedBy !== agent.owner_id || !marks.areNone;
}
