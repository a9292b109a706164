// Connects the monitor to the app's protocol: over an agent's socket, registered as that agent.
import type { AgentIdentity, AgentSocket } from '../../../src-shared/client/agent-client.ts';
import type { AppClientOptions } from '../../../src-shared/client/app-client.ts';
import { asAgent } from '../../../src-shared/client/as-agent.ts';
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

export function agentEntrance({
  target,
  identity,
  onHopeless,
}: AgentEntranceOptions): Pick<AppClientOptions<AgentSocket>, 'openSocket' | 'identify'> {
  let key = '';
  let wasEverRegistered = false;
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
    identify: asAgent({ key: () => key, identity, isTemporary, onRegistered: () => (wasEverRegistered = true), onHopeless }),
  };
}
