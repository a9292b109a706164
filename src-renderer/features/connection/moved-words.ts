// The text of the notice while another program uses a port of the home; null on the usual ports.
import type { GatewayState } from '../../../src-shared/bridge.ts';
import { strings } from '../../strings/strings.ts';

export function movedWords(gateway: GatewayState | null): string | null {
  if (gateway?.state !== 'ready') return null;
  const { web, agents } = gateway;
  if (web && agents) return strings.connection.moved.both(web.port, web.to, agents.port, agents.to);
  if (web) return strings.connection.moved.web(web.port, web.to);
  return agents && strings.connection.moved.agents(agents.port, agents.to);
}
