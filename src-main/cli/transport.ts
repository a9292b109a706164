// Frames over a WebSocket, TCP or a Unix socket: text in, text out.
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { addressText as serverAddress, AT_TLS } from '../../src-shared/key-proof.ts';
import { addressText, type Address } from './address.ts';
import { Failure } from './failure.ts';
import type { Target } from './home-options.ts';
import type { AgentSocket } from '../../src-shared/client/agent-client.ts';
import type { OpenSocket } from '../../src-shared/client/socket.ts';
import { isPrivateSocket } from './private-socket.ts';

const CONNECT_LIMIT_MS = 5_000;
/** The home keeps to 1 MiB; others that speak its protocol do not. */
const FRAME_BYTES_MAX = 64 * 1024 * 1024;

interface TransportListener {
  onText(text: string): void;
  /** Once, however it ended. */
  onClose(): void;
}

interface Transport {
  /** The server's address, for the proof of the key; null where the key itself may be sent (private-socket.ts). */
  readonly at: string | null;
  send(text: string): void;
  close(): void;
}

/** A socket for a client. `addresses` may throw; that and Failure `not_running`, when no address answers, are the cause of its close. */
export function agentSocket(addresses: () => Target['addresses']): OpenSocket<AgentSocket> {
  return ({ onOpen, onText, onClose }) => {
    let transport: Transport | null = null;
    let isClosed = false;
    const open = async (): Promise<void> => {
      // Deferred: the client needs the socket before it hears of the event.
      await Promise.resolve();
      transport = await openTransport(addresses(), { onText, onClose: () => onClose() });
      if (isClosed) return transport.close();
      onOpen();
    };
    open().catch((error: unknown) => onClose(error instanceof Error ? error : new Error(String(error))));
    return {
      at() {
        if (!transport) throw new Error('The socket is not open.');
        return transport.at;
      },
      send: (text) => transport?.send(text),
      close() {
        isClosed = true;
        transport?.close();
      },
    };
  };
}

/** Takes the first address that answers. Rejects with Failure `not_running` when none does. */
async function openTransport([address, ...others]: Target['addresses'], listener: TransportListener): Promise<Transport> {
  try {
    return await (address.kind === 'socket' ? openSocket(address.url, address, listener) : openStream(address, listener));
  } catch (error) {
    const [next, ...rest] = others;
    if (!next) throw error;
    return openTransport([next, ...rest], listener);
  }
}

async function openSocket(url: string, address: Address, { onText, onClose }: TransportListener): Promise<Transport> {
  // Only here: it takes longer to load than everything else together.
  const { WebSocket } = await import('ws');
  const socket = new WebSocket(url, { handshakeTimeout: CONNECT_LIMIT_MS, maxPayload: FRAME_BYTES_MAX, perMessageDeflate: false });
  let at = AT_TLS;
  socket.once('upgrade', ({ socket: { remoteAddress, remotePort } }) => {
    if (!url.startsWith('wss:')) at = serverAddress(remoteAddress, remotePort);
  });
  return new Promise((resolve, reject) => {
    socket.once('error', (error) => reject(unreachable(address, error)));
    socket.once('open', () => {
      socket.on('error', () => undefined);
      socket.on('message', (data: Buffer) => onText(data.toString('utf8')));
      socket.once('close', onClose);
      resolve({ at, send: (text) => socket.send(text), close: () => socket.terminate() });
    });
  });
}

function openStream(address: Exclude<Address, { kind: 'socket' }>, { onText, onClose }: TransportListener): Promise<Transport> {
  const socket = address.kind === 'tcp' ? connect(address.port, address.host) : connect(address.path);
  socket.setTimeout(CONNECT_LIMIT_MS, () => socket.destroy(new Error('No answer in time.')));
  return new Promise((resolve, reject) => {
    socket.once('error', (error) => reject(unreachable(address, error)));
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.once('close', onClose);
      readLines(socket, onText);
      const at = address.kind === 'tcp' ? serverAddress(socket.remoteAddress, socket.remotePort) : pathAt(address.path);
      resolve({ at, send: (text) => socket.write(`${text}\n`), close: () => socket.destroy() });
    });
  });
}

function pathAt(file: string): string | null {
  return isPrivateSocket(file) ? null : path.resolve(file);
}

function readLines(socket: Socket, onText: (text: string) => void): void {
  const decoder = new StringDecoder('utf8');
  const held: string[] = [];
  let heldChars = 0;
  socket.on('data', (chunk: Buffer) => {
    const [first = '', ...rest] = decoder.write(chunk).split('\n');
    held.push(first);
    heldChars += first.length;
    if (heldChars > FRAME_BYTES_MAX) socket.destroy();
    for (const next of rest) {
      const line = held.splice(0).join('');
      if (line !== '') onText(line);
      held.push(next);
      heldChars = next.length;
    }
  });
}

function unreachable(address: Address, cause: Error): Failure {
  return new Failure(`No home answers at ${addressText(address)}. Start it with "lanai serve" or the app.`, 'not_running', { cause });
}
