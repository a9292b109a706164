import { newId } from '../../../../src-shared/ids.ts';
import { Turn, type Task, type TurnDeps } from './turn.ts';

/** Never throws. Resolves when everything of the turn has ended. */
export async function takeTurn(deps: TurnDeps, task: Task, signal: AbortSignal): Promise<void> {
  const { core, log } = deps;
  const id = newId();
  const { agent, message, causedBy } = task;
  const turn = { id, agent_id: agent.id, room_id: message.room_id, message_id: message.id, caused_by: causedBy };
  let work: Turn | null = null;
  try {
    await core.write('beginAgentTurn', { turn });
    work = new Turn(deps, task, id, signal);
    const { outcome, sentence, retryAt } = await work.run();
    // The next start ends the turn, with the marks and files of this moment.
    if (outcome === 'interrupted') return await work.count({ steps: 0, input_tokens: 0, output_tokens: 0, cost: null });
    await core.write('endAgentTurn', { id, outcome, failure: sentence ?? null, retry_at: retryAt ?? null, read: work.read });
  } catch (error) {
    log('A turn of an agent failed', error);
    const read = work?.read ?? { marks: [], files: [], files_more: 0 };
    await core.write('endAgentTurn', { id, outcome: 'failed', failure: null, retry_at: null, read }).catch(() => undefined);
  }
}
