// The names of the files in the log of an agent. The log does not keep them: the name of a deleted file is deleted.
import type { AgentTurn, NotedTurn } from '../../../../src-shared/hosted-agents.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { visibleRoom } from '../policy.ts';

export async function withNames(core: Core, asker: Actor, turns: readonly NotedTurn[]): Promise<AgentTurn[]> {
  const ids = [...new Set(turns.flatMap(({ files }) => files.map(({ file_id }) => file_id)))];
  const { value: found } = ids.length === 0 ? { value: [] } : await core.archiveInOrder.filesById(ids);
  const actor = core.readerNow(asker);
  const seen = found.filter(({ dropped_at, room_id }) => dropped_at === null && visibleRoom(core.directory, actor, room_id) !== null);
  const names = new Map(seen.map(({ id, name }) => [id, name]));
  return turns.map((turn) => ({ ...turn, files: turn.files.map((file) => ({ ...file, name: names.get(file.file_id) ?? null })) }));
}
