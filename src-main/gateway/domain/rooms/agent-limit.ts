// The limit of agents that answer each other in a room, and the person who lets them continue.
import type { Request } from '../../../../src-shared/commands/index.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { isProgram, type Actor } from '../actor.ts';
import type { Context, Core } from '../core.ts';
import type { Directory } from '../directory.ts';
import { mayKeepHome, requirePermission } from '../policy.ts';

/** Besides the right to edit the room: agents and programs cannot lift the limit that stops them. */
export function requireMayLimit(core: Core, actor: Actor, room: Room, { agent_run_max }: Request<'update_room'>): void {
  if (agent_run_max === undefined || agent_run_max === room.agent_run_max) return;
  const { directory } = core;
  requirePermission(isByPerson(directory, actor) || mayKeepHome(directory, actor), 'Only people change the limit of agents.');
}

export function continueAgents(core: Core, context: Context, { room_id }: Request<'continue_agents'>): Promise<Room> {
  core.openRoom(context, room_id);
  requirePermission(isByPerson(core.directory, context.actor), 'Only people let agents continue.');
  return core.write('continueAgents', { room_id });
}

/** A person acts, and no program with their access. */
function isByPerson(directory: Directory, actor: Actor): boolean {
  return directory.participant(actor.participant_id)?.kind === 'person' && !isProgram(actor);
}
