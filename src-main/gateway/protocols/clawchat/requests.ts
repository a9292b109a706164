// The requests of the protocol that mean something else than the command of the same name.
import { COMMANDS, type CommandName } from '../../../../src-shared/commands/index.ts';

/** The payload as the command takes it. A payload that is no object stays as it is, for the command to refuse. */
export function agentRequest(name: CommandName, payload: unknown): unknown {
  switch (name) {
    case 'list_rooms':
    case 'list_agents':
      // A bad filter counts as no filter.
      return COMMANDS[name].request.safeParse(payload).success ? payload : {};
    case 'cast_vote':
      // A second ballot is refused, unless the agent says otherwise.
      return typeof payload === 'object' && payload !== null ? { replace: false, ...payload } : payload;
    default:
      return payload;
  }
}
