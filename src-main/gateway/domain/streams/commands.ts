import type { STREAM_COMMANDS } from '../../../../src-shared/commands/streams.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { hasHomeKey } from '../actor.ts';
import type { Caller, Commands, Core } from '../core.ts';
import { isFree, pausedError } from '../messages/agent-runs.ts';
import { mayManageAgent, requirePermission } from '../policy.ts';

export function streamCommands(core: Core): Pick<Commands, keyof typeof STREAM_COMMANDS> {
  const { streams } = core;
  return {
    async stream_start(context, place) {
      requirePermission(core.participant(context.actor.participant_id).kind === 'agent', 'Only agents can start a stream.');
      const { room } = core.openRoom(context, place.room_id);
      if (room.agents_paused && !isFree(room, hasHomeKey(context.actor))) throw pausedError(room);
      return { stream_id: await streams.start(context, place) };
    },

    stream_delta(context, { stream_id, text }) {
      streams.require(context, stream_id);
      streams.append(stream_id, text);
      return { stream_id };
    },

    async stream_end(context, { stream_id, discard, ...ending }) {
      streams.require(context, stream_id);
      if (!discard) return { message: await streams.end(stream_id, ending) };
      streams.discard(stream_id);
      return { message: null };
    },

    async stop_agent(context, { room_id, participant_id }) {
      const { id } = agentToStop(core, context, room_id, participant_id);
      return { stopped: await streams.stop(room_id, id, context.actor.participant_id) };
    },
  };
}

/** A key of the owner that may manage the agent stops it as the owner does. Other agents do not: they could silence each other. */
function agentToStop(core: Core, context: Caller, roomId: string, id: string): Agent {
  const { directory, presence } = core;
  const agent = directory.participant(id);
  const isManaged = agent?.kind === 'agent' && mayManageAgent(directory, context.actor, agent);
  if (!isManaged) {
    core.openRoom(context, roomId);
    const isPerson = core.participant(context.actor.participant_id).kind === 'person';
    requirePermission(isPerson, 'Only people of the room, and those who manage the agent, can stop it.');
  }
  const isThere = directory.room(roomId)?.members.has(id) === true || presence.isPresent(roomId, id);
  if (agent?.kind !== 'agent' || !isThere) throw new AppError('agent_not_found', 'There is no such agent in this room.');
  return agent;
}
