// The listeners that agents connect to without HTTP.
import type { Socket } from 'node:net';
import path from 'node:path';
import { listenNear } from './near-port.ts';
import type { GatewayOptions, Streams } from './options.ts';
import type { OpenSession } from './realtime/peer.ts';
import type { Stops } from './stops.ts';
import { startStreamServer, type StreamServer } from './transports/stream-server.ts';

export async function startStreams(
  { host, tcpPort, isAnotherPortFine, socket, log }: GatewayOptions,
  openSession: OpenSession,
  stops: Stops,
  onHttp: (socket: Socket) => void,
): Promise<Streams> {
  const streams: Streams = { tcp: null, socket: null };
  if (tcpPort !== null) {
    const tcp = await listenNear(tcpPort, isAnotherPortFine, (port) => startStreamServer({ host, port }, openSession));
    stops.add(() => tcp.close());
    streams.tcp = tcp;
  }
  if (socket !== null) {
    const unix = await startSocket(socket, openSession, { onHttp, log });
    if (unix) stops.add(() => unix.close());
    streams.socket = unix;
  }
  return streams;
}

/** The path may be too long, or the disk may have no sockets. The ports still work, and the log has the reason. */
async function startSocket(
  socket: NonNullable<GatewayOptions['socket']>,
  openSession: OpenSession,
  { onHttp, log }: { onHttp: (socket: Socket) => void; log: GatewayOptions['log'] },
): Promise<StreamServer | null> {
  try {
    return await startStreamServer({ path: path.resolve(socket.path) }, openSession, onHttp);
  } catch (error) {
    if (socket.isAskedFor) throw error;
    log('The home runs without a socket in its folder', error);
    return null;
  }
}
