// `--agent-messenger`: a further listener on this computer that speaks the protocol of Agent Messenger. Loaded only where it is switched on.
import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import type { Commands } from './domain/core.ts';
import { filePorts } from './agent-messenger-files.ts';
import { KNOWN } from './http/env.ts';
import { SECURITY_HEADERS } from './http/security-headers.ts';
import { listenHttp, type Upgrades } from './http/server.ts';
import type { AgentMessengerOptions } from './options.ts';
import { createAdapter, type UpgradeHead } from './protocols/agent-messenger/adapter.ts';
import { SUB_PROTOCOL } from './protocols/agent-messenger/connect.ts';
import { problemBody, refusalOf } from './protocols/agent-messenger/problem.ts';
import { openSecrets } from './protocols/agent-messenger/secrets.ts';
import { Conversation, type ConversationDeps } from './realtime/conversation.ts';
import type { Services } from './services.ts';
import { directEntrance, Entrance } from './sharing/entrance.ts';
import { startFailure } from './transports/start-failure.ts';
import { createWebSocketDoor } from './transports/web-socket.ts';

/** Its clients send secrets without TLS. */
const HOST = '127.0.0.1';

export interface AgentMessengerListener {
  url: string;
  close(): Promise<void>;
}

export async function startAgentMessenger(
  { port, attemptsPerMinute, origins, ...given }: AgentMessengerOptions,
  services: Services,
  { commands, deps }: { commands: Commands; deps: ConversationDeps },
): Promise<AgentMessengerListener> {
  const { options, core, hub, failures, endConnections } = services;
  const { version, after, log, dataDir } = options;
  const adapter = createAdapter({
    ...{ core, commands, hub, failures, origins, attemptsPerMinute, version, after, log, endConnections },
    files: filePorts(services),
    secrets: openSecrets(dataDir, given),
    openSession: (session) => (peer) => new Conversation(deps, peer, { session }),
  });
  const door = createWebSocketDoor(SUB_PROTOCOL);
  const entrance = new Entrance(directEntrance('computer'));
  const upgrades: Upgrades = {
    async take(request, socket, head) {
      const openSession = await adapter.upgrade(headOf(request));
      door.upgrade(request, socket, head, { address: entrance.clientAddress(request), openSession });
    },
    refusal(error) {
      const refusal = refusalOf(error);
      return { status: refusal.status, type: 'application/json', body: JSON.stringify(problemBody(refusal)) };
    },
  };
  const app = {
    async fetch(request: Request, { incoming }: { incoming: IncomingMessage | Http2ServerRequest }) {
      const address = entrance.clientAddress(incoming);
      const response = await adapter.answer(request, { address, onKnown: (actor) => void incoming.emit(KNOWN, actor) });
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) if (!response.headers.has(name)) response.headers.set(name, value);
      return response;
    },
  };
  const listener = await listenHttp({ app, upgrades, at: { host: HOST, port }, entrance }).catch((error: unknown) => {
    throw startFailure(error, `${HOST}:${port}`);
  });
  return {
    url: `http://${HOST}:${listener.port}`,
    async close() {
      await listener.close();
      door.close();
    },
  };
}

function headOf({ url = '/', headers }: IncomingMessage): UpgradeHead {
  const offered = headers['sec-websocket-protocol']?.split(',').map((each) => each.trim()) ?? [];
  return { url, host: headers.host ?? '', origin: headers.origin, offered };
}
