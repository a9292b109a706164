// How a client identifies itself.
import type { ClientSocket, SocketListener } from '../../../src-shared/client/socket.ts';
import { agentIdOf } from '../../../src-shared/agent-id.ts';
import type { AgentSocket } from '../../../src-shared/client/agent-client.ts';
import { asAgent } from '../../../src-shared/client/as-agent.ts';
import { asPage, type Identify } from '../../../src-shared/client/identify.ts';
import { ConnectionLost } from '../../../src-shared/client/pending-requests.ts';
import { isTemporaryRefusal } from '../../../src-shared/client/reconnecting-agent.ts';
import { newNonce } from '../../../src-shared/page-proof.ts';
import type { Credentials } from './credentials.ts';
import type { Platform } from './platform.ts';

export interface Entrance {
  openSocket(listener: SocketListener): AgentSocket;
  identify: Identify<AgentSocket>;
  /** An end of the access is for good. */
  isEndFinal: boolean;
  /** Headers of requests over HTTP that name the sender. */
  headers: Record<string, string>;
}

const AGENT_OF_KEY = 'key-';

export function entranceOf(url: URL, credentials: Credentials, platform: Platform, onHopeless: (error: unknown) => void): Entrance {
  const ws = new URL('/ws', url);
  ws.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if ('session' in credentials) {
    const { id, secret, cookie } = credentials.session;
    return {
      openSocket: (listener) => platform.openSocket(ws.href, cookie, listener),
      identify: asPage({ session: { id, secret }, host: url.host, now: Date.now, newNonce }, undefined, { program: true }),
      isEndFinal: true,
      headers: cookie === undefined ? {} : { cookie },
    };
  }
  const { key, name, agentId = agentIdOf(name) } = credentials;
  // The agent of the key itself needs no name.
  const named: Record<string, string> = agentId.startsWith(AGENT_OF_KEY) ? {} : { 'lanai-agent': inLatin1(name) };
  return {
    openSocket: (listener) => platform.openSocket(ws.href, undefined, listener),
    identify: asAgent({
      key: () => key,
      identity: { id: agentId, name },
      isTemporary: isTemporaryRefusal,
      onRegistered: () => undefined,
      onHopeless,
    }),
    isEndFinal: false,
    headers: { authorization: `Bearer ${key}`, ...named },
  };
}

/** The same, and says why the server refused. */
export function noting<S extends ClientSocket>(identify: Identify<S>, onRefused: (error: unknown) => void): Identify<S> {
  const noted = (error: unknown): never => {
    if (!(error instanceof ConnectionLost)) onRefused(error);
    throw error;
  };
  return async (...connection) => {
    const { signer, accepted } = await identify(...connection).catch(noted);
    return { signer, accepted: accepted.catch(noted) };
  };
}

/** A header holds bytes: those of the name in UTF-8. */
function inLatin1(name: string): string {
  return String.fromCharCode(...new TextEncoder().encode(name));
}
