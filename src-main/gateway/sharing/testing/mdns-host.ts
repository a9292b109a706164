// Another host in the network of this computer's loopback: asks by mDNS, says that it has a name, and sends any bytes.
import { createSocket, type Socket } from 'node:dgram';
import { decode, encode, type DecodedPacket, type Packet } from 'dns-packet';

const GROUP = '224.0.0.251';
const LOOPBACK = '127.0.0.1';
const ANSWER_MS = 1_500;

export interface MdnsHost {
  /** Everything that was heard, the newest last. */
  readonly heard: DecodedPacket[];
  send(packet: Packet): void;
  sendBytes(bytes: Uint8Array): void;
  /** The addresses of a name; empty when no one answers. */
  addressesOf(name: string): Promise<string[]>;
  /** Answers for this name from now on. */
  claim(name: string, address: string): void;
  close(): Promise<void>;
}

/** A UDP port that nothing uses. */
export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, () => resolve()));
  const { port } = socket.address();
  await closed(socket);
  return port;
}

export async function startMdnsHost(port: number): Promise<MdnsHost> {
  const heard: DecodedPacket[] = [];
  const claims = new Map<string, string>();
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  await new Promise<void>((resolve) => socket.bind(port, () => resolve()));
  socket.addMembership(GROUP, LOOPBACK);
  socket.setMulticastInterface(LOOPBACK);
  const send = (packet: Packet): void => socket.send(encode(packet), port, GROUP);
  socket.on('message', (bytes) => {
    const packet = readable(bytes);
    if (!packet) return;
    heard.push(packet);
    if (packet.type !== 'query') return;
    for (const { name } of packet.questions ?? []) {
      const data = claims.get(name.toLowerCase());
      if (data !== undefined) send({ type: 'response', answers: [{ type: 'A', name, ttl: 120, flush: true, data }] });
    }
  });
  return {
    heard,
    send,
    sendBytes: (bytes) => socket.send(bytes, port, GROUP),
    async addressesOf(name) {
      const from = heard.length;
      send({ type: 'query', questions: [{ type: 'A', name }] });
      const until = performance.now() + ANSWER_MS;
      while (performance.now() < until) {
        const found = heard.slice(from).flatMap((packet) => addressesIn(packet, name));
        if (found.length > 0) return found;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return [];
    },
    claim: (name, address) => void claims.set(name, address),
    close: () => closed(socket),
  };
}

function addressesIn({ type, answers = [] }: DecodedPacket, name: string): string[] {
  if (type !== 'response') return [];
  return answers.flatMap((each) => (each.type === 'A' && each.name === name && (each.ttl ?? 0) > 0 ? [each.data] : []));
}

function readable(bytes: Buffer): DecodedPacket | null {
  try {
    return decode(bytes);
  } catch {
    return null;
  }
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(() => resolve()));
}
