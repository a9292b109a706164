// The text of the bar at the top while the server cannot be reached. Null otherwise.
import type { GatewayState } from '../../../src-shared/bridge.ts';
import type { ConnectionState } from '../../../src-shared/client/app-client.ts';
import { strings } from '../../strings/strings.ts';

export interface ConnectionTrouble {
  words: string;
  /** Whether trying at once can help. */
  canTryNow: boolean;
}

export function connectionTrouble(connection: ConnectionState, gateway: GatewayState | null, isOnline: boolean): ConnectionTrouble | null {
  if (connection.state !== 'connecting' && connection.state !== 'waiting') return null;
  if (gateway?.state === 'failed') return { words: strings.connection.cannotRun(gateway.message), canTryNow: false };
  if (gateway?.state === 'restarting' || gateway?.state === 'starting')
    return { words: strings.connection.startingAgain, canTryNow: false };
  if (!isOnline) return { words: strings.connection.offline, canTryNow: true };
  return { words: strings.connection.connecting, canTryNow: connection.state === 'waiting' };
}
