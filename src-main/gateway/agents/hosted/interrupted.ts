// Turns interrupted by a shutdown or a crash. Their rooms get a message after the restart.
import type { NotedTurn } from '../../../../src-shared/hosted-agents.ts';
import type { Core } from '../../domain/core.ts';
import { sayAs } from './say.ts';

const INTERRUPTED = 'I was interrupted: the server was restarted. Please ask me again.';

/** Never throws: the server starts without it. */
export async function announceInterrupted(core: Core, log: (message: string, error: unknown) => void): Promise<void> {
  for (const turn of await core.write('interruptAgentTurns', {}))
    await announce(core, turn).catch((error: unknown) => log('A turn could not be announced', error));
}

async function announce(core: Core, { agent_id, room_id, message_id }: NotedTurn): Promise<void> {
  const agent = core.directory.participant(agent_id);
  const entry = core.directory.room(room_id);
  const isThere = agent?.kind === 'agent' && agent.removed_at === null && entry?.members.has(agent_id) && entry.room.archived_at === null;
  if (!isThere) return;
  // It may have been deleted because of its age.
  const { value: asked } = await core.archiveInOrder.message(room_id, message_id);
  await sayAs(core, agent_id, { room_id, thread_id: asked?.thread_id }, INTERRUPTED, asked?.id ?? null);
}
