// An agent on the app's protocol: it registers with its key, and watches then.
import { registerAgent, type AgentIdentity, type AgentSocket } from './agent-client.ts';
import type { Identify } from './identify.ts';

export interface AsAgentOptions {
  /** Read for each connection: the key may have been changed. */
  key(): string;
  identity: AgentIdentity;
  /** Whether a further try may help. */
  isTemporary(error: unknown): boolean;
  onRegistered(): void;
  /** A further try is of no use. */
  onHopeless(error: unknown): void;
}

/**
 * The newest connection of an agent wins. After another program of the same agent has closed this one, it waits until that one has
 * ended.
 */
export function asAgent({ key, identity, isTemporary, onRegistered, onHopeless }: AsAgentOptions): Identify<AgentSocket> {
  let wasReplaced = false;
  return async (connection, closingCode) => {
    wasReplaced ||= closingCode === 'agent_id_taken';
    try {
      await registerAgent(connection, { identity, key: key(), admission: wasReplaced ? 'refuse' : 'replace' });
    } catch (error) {
      if (!isTemporary(error)) onHopeless(error);
      throw error;
    }
    wasReplaced = false;
    onRegistered();
    return { signer: null, accepted: Promise.resolve() };
  };
}
