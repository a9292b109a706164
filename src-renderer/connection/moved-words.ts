// The text of the notice while another program uses a port of the home; null on the usual ports.
import type { GatewayState } from '../../src-shared/bridge.ts';
import { words } from '../words/words.ts';

export function movedWords(gateway: GatewayState | null): string | null {
  if (gateway?.state !== 'ready') return null;
  const { web, agents } = gateway;
  if (web && agents) return words.connection.moved.both(web.port, web.to, agents.port, agents.to);
  if (web) return words.connection.moved.web(web.port, web.to);
  return agents && words.connection.moved.agents(agents.port, agents.to);
}
