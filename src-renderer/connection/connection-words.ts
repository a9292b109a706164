// What the bar at the top says while the home cannot be reached; null when all is well.
import type { GatewayState } from '../../src-shared/bridge.ts';
import type { ConnectionState } from '../../src-shared/home-client.ts';

export interface ConnectionTrouble {
  words: string;
  /** Whether trying at once can help. */
  canTryNow: boolean;
}

const WRITE_ON = 'You can go on writing; it is sent when it is back.';

export function connectionTrouble(connection: ConnectionState, gateway: GatewayState | null, isOnline: boolean): ConnectionTrouble | null {
  if (connection.state === 'live' || connection.state === 'closed' || connection.state === 'signed-out') return null;
  if (gateway?.state === 'failed') return { words: `Your Lanai cannot run: ${gateway.message}`, canTryNow: false };
  if (gateway?.state === 'restarting' || gateway?.state === 'starting')
    return { words: `Your Lanai is starting again. ${WRITE_ON}`, canTryNow: false };
  if (!isOnline) return { words: `You are offline. ${WRITE_ON}`, canTryNow: true };
  return { words: `Connecting again… ${WRITE_ON}`, canTryNow: connection.state === 'waiting' };
}
