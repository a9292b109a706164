// A client of the agents' protocol: one connection, registered as an agent.
import type * as z from 'zod/mini';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { agentIdOf } from '../agent-id.ts';
import { Welcome } from '../agent-protocol/replies.ts';
import { AppError } from '../errors.ts';
import { PROTOCOL_VERSION } from '../limits.ts';
import type { Timer } from '../timer.ts';
import { openConnection, type Connection } from './connection.ts';
import { credentialFor } from './key-credential.ts';
import { asError, ConnectionLost } from './pending-requests.ts';
import type { ClientSocket, OpenSocket } from './socket.ts';

/** Longer than a person waits: an agent may ask for much of a busy server. */
const REPLY_LIMIT_MS = 30_000;

export interface AgentSocket extends ClientSocket {
  /** The server's address in the form of key-proof.ts, once the socket is open; null where the key itself may be sent. */
  at(): string | null;
}

export interface AgentIdentity {
  id: string;
  name: string;
}

/**
 * If the same agent is connected elsewhere. `refuse`: this connection is refused. `replace`: the other one is closed. `share`: both
 * stay, where the server supports it; otherwise the other one is closed.
 */
export type Admission = 'refuse' | 'replace' | 'share';

export interface Registering {
  identity: AgentIdentity;
  key: string;
  admission: Admission;
}

export interface AgentClientOptions extends Registering {
  openSocket: OpenSocket<AgentSocket>;
  timer: Timer;
  onPush?: ((type: string, payload: unknown) => void) | undefined;
}

export interface AgentClient {
  readonly me: Welcome;
  /**
   * Rejects with AppError when the server refused, with ConnectionLost when there is no telling whether it got the request, with
   * UnreadableReply when the reply does not have the shape.
   */
  request<S extends z.ZodMiniType>(type: string, payload: object, reply: S): Promise<z.infer<S>>;
  /** Resolves when the connection has ended; with the code that the server gave, or null. */
  readonly ended: Promise<string | null>;
  close(): void;
}

export class UnreadableReply extends Error {
  override readonly name = 'UnreadableReply';
}

/** Rejects with the socket's own error when it does not open, and as `registerAgent` does. */
export async function connectAgent({ openSocket, timer, onPush, ...registering }: AgentClientOptions): Promise<AgentClient> {
  let closingCode: string | null = null;
  const opened = promise<void>();
  const ended = promise<string | null>();
  const connection = openConnection({
    openSocket,
    timer,
    replyLimitMs: REPLY_LIMIT_MS,
    isTrusted: () => true,
    onOpen: opened.resolve,
    onPush: ({ type, payload }) => {
      if (type === 'closing') closingCode = asError(payload).code;
      else onPush?.(type, payload);
    },
    onClose(cause) {
      opened.reject(cause ?? new ConnectionLost('The connection to the home was lost.'));
      ended.resolve(closingCode);
    },
  });
  await opened.promise;
  try {
    const me = await registerAgent(connection, registering);
    return { me, ended: ended.promise, close: connection.close, request: requestOn(connection) };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Promise.withResolvers, which older runtimes of the command do not have. */
function promise<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const settled = new Promise<T>((...settle) => ([resolve, reject] = settle));
  return { promise: settled, resolve, reject };
}

function requestOn(connection: Connection): AgentClient['request'] {
  return async (type, payload, reply) => {
    const parsed = reply.safeParse(await connection.request(type, payload));
    if (parsed.success) return parsed.data;
    throw new UnreadableReply(`The home's answer to ${type} cannot be read.`, { cause: parsed.error });
  };
}

/**
 * First without ending another connection: an agent that was here a moment ago is then not sent again what it missed. Rejects with
 * AppError when the server refused, with NotOurServer when it is another program.
 */
export async function registerAgent(connection: Connection<AgentSocket>, { key, identity, admission }: Registering): Promise<Welcome> {
  const said = { name: identity.name, agent_id: identity.id, protocol_version: PROTOCOL_VERSION };
  const register = async (how: object): Promise<Welcome> => {
    const credential = await credentialFor(key, connection.socket.at(), (challenge) => connection.request('challenge', challenge));
    return Welcome.parse(await connection.request('register', { ...credential, ...said, ...how }));
  };
  try {
    return await register(admission === 'share' ? { beside: true } : {});
  } catch (error) {
    if (!isTaken(error) || admission === 'refuse') throw error;
  }
  try {
    return await register({ reconnect: true });
  } catch (error) {
    // The id belongs to a key that allows more. An agent without a chosen id gets one of this key's own, the same each time.
    if (!isTaken(error) || identity.id !== agentIdOf(identity.name)) throw error;
    return register({ reconnect: true, agent_id: `${identity.id}-${shortHash(key)}` });
  }
}

/** Another connection of the same agent is there. */
export function isTaken(error: unknown): boolean {
  return error instanceof AppError && error.code === 'agent_id_taken';
}

function shortHash(key: string): string {
  return bytesToHex(sha256(utf8ToBytes(`agent of ${key}`))).slice(0, 8);
}
