// Connects the monitor to the app's protocol: over an agent's socket, registered as that agent.
import { registerAgent, type AgentIdentity, type AgentSocket } from '../../../src-shared/client/agent-client.ts';
import type { AppClientOptions } from '../../../src-shared/client/app-client.ts';
import type { Target } from '../home-options.ts';
import { isTemporary } from '../session.ts';
import { agentSocket } from '../transport.ts';

export interface AgentEntranceOptions {
  /** Called for each connection: the home may have moved, and its key may have been changed. */
  target(): Target;
  identity: AgentIdentity;
  /** A further try is of no use. */
  onHopeless(error: unknown): void;
}

/**
 * The newest connection of an agent wins. After another program of the same agent has closed this one, it waits until that one has
 * ended.
 */
export function agentEntrance({
  target,
  identity,
  onHopeless,
}: AgentEntranceOptions): Pick<AppClientOptions<AgentSocket>, 'openSocket' | 'identify'> {
  let key = '';
  let wasEverRegistered = false;
  let wasReplaced = false;
  const openSocket = agentSocket(() => {
    const found = target();
    key = found.key;
    return found.addresses;
  });
  return {
    openSocket(listener) {
      const onClose = (cause?: Error): void => {
        if (cause && (!wasEverRegistered || !isTemporary(cause))) onHopeless(cause);
        listener.onClose(cause);
      };
      return openSocket({ ...listener, onClose });
    },
    async identify(connection, closingCode) {
      wasReplaced ||= closingCode === 'agent_id_taken';
      try {
        await registerAgent(connection, { identity, key, admission: wasReplaced ? 'refuse' : 'replace' });
      } catch (error) {
        if (!isTemporary(error)) onHopeless(error);
        throw error;
      }
      wasEverRegistered = true;
      wasReplaced = false;
      return { signer: null, accepted: Promise.resolve() };
    },
  };
}
