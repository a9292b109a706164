// A socket for mDNS in one network. Takes packets of that network only, and no more than a responder can need.
import { createSocket } from 'node:dgram';
import type { DecodedPacket, Packet } from 'dns-packet';
import { isSameNetwork, type Network } from '../same-network.ts';
import { readPacket, writePacket } from './records.ts';

const GROUP = '224.0.0.251';
/** Packets of a network that are read: so many at once, and then so many a second. The others are dropped unread. */
const READ_AT_ONCE = 100;
const READ_PER_S = 50;
const CLOSE_MS = 300;

export interface Peer {
  address: string;
  port: number;
}

export interface LinkOptions extends Network {
  /** The port of mDNS. */
  port: number;
  now(): number;
  onPacket(packet: DecodedPacket, from: Peer): void;
  /** It works no more. */
  onError(error: Error): void;
  /** A packet was not sent. */
  onUnsent(error: unknown): void;
  log(message: string, error: unknown): void;
}

export interface OpenLink {
  /** To everyone in the network, or to one program. */
  send(packet: Packet, to?: Peer): void;
  /** When what was sent is on its way. */
  close(): Promise<void>;
}

/** Rejects with the system's error. */
export async function openLink(options: LinkOptions): Promise<OpenLink> {
  const { address, netmask, port, now, onPacket, onError, onUnsent, log } = options;
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  const mayRead = createBudget(now);
  let isClosed = false;
  let hasFailed = false;
  const sending = new Set<Promise<void>>();
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(port, () => resolve());
    });
    socket.removeAllListeners('error');
    socket.addMembership(GROUP, address);
    socket.setMulticastInterface(address);
    // Another program on this computer may ask too.
    socket.setMulticastLoopback(true);
    socket.setMulticastTTL(255);
  } catch (error) {
    socket.close();
    throw error;
  }
  socket.on('error', (error) => {
    if (!isClosed) onError(error);
  });
  socket.on('message', (bytes, from) => {
    // A socket of the port gets the packets of every network in which some program listens.
    // No program sends from port 0, and nothing can be sent to it.
    if (from.port === 0 || !isSameNetwork(from.address, { address, netmask }) || !mayRead()) return;
    const packet = readPacket(bytes);
    try {
      if (packet && !isClosed) onPacket(packet, from);
    } catch (error) {
      // A packet must not end the server, nor fill its log.
      if (!hasFailed) log('A packet of mDNS could not be answered', error);
      hasFailed = true;
    }
  });
  /** Rejects with the error of the packet, of its destination or of the system. */
  async function sendTo(packet: Packet, to: Peer): Promise<void> {
    const bytes = writePacket(packet);
    await new Promise<void>((resolve, reject) => socket.send(bytes, to.port, to.address, (error) => (error ? reject(error) : resolve())));
  }
  return {
    send(packet, to = { address: GROUP, port }) {
      if (isClosed) return;
      const sent = sendTo(packet, to)
        .catch((error: unknown) => void (isClosed || onUnsent(error)))
        .finally(() => sending.delete(sent));
      sending.add(sent);
    },
    async close() {
      isClosed = true;
      const late = new Promise<void>((resolve) => void setTimeout(resolve, CLOSE_MS).unref());
      await Promise.race([Promise.all(sending), late]);
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}

function createBudget(now: () => number): () => boolean {
  let left = READ_AT_ONCE;
  let at = now();
  return () => {
    const time = now();
    left = Math.min(READ_AT_ONCE, left + (Math.max(0, time - at) / 1_000) * READ_PER_S);
    at = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
