// One port for HTTP and for HTTPS: the first byte of a connection says which. So links that were sent, the name in the network and the
// rule of a firewall stay good when the owner turns a certificate on or off.
import { constants } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import type { KeyPair } from '../sharing/tls/key-pair.ts';

/** The type of the record with which a TLS client begins (RFC 8446, 5.1). No method of HTTP begins so. */
const TLS_HANDSHAKE = 0x16;

/** No renegotiation in TLS 1.2: it costs the server more than the client. */
const TLS_OPTIONS = { minVersion: 'TLSv1.2', secureOptions: constants.SSL_OP_NO_RENEGOTIATION } as const;

export interface SharedPortOptions {
  plain: HttpServer;
  secure: HttpsServer;
  /** For the first byte. */
  silentMs: number;
  /** For requests in flight when TLS is turned off. */
  graceMs: number;
}

export class SharedPort {
  readonly server: Server;
  readonly secure: HttpsServer;
  readonly #options: SharedPortOptions;
  #certificate: string | null = null;
  /** Connections with TLS, by the address of the client's end. */
  readonly #encrypted = new Map<string, Socket>();

  constructor(options: SharedPortOptions) {
    const { plain, secure } = options;
    this.#options = options;
    this.secure = secure;
    this.server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.#meet(socket));
    // They check for slow clients while they listen, and so while this port does.
    this.server.once('listening', () => [plain, secure].forEach((each) => each.emit('listening')));
  }

  /** New connections get this certificate, and open ones stay. Null: no TLS from now on; open ones end. */
  use(pair: KeyPair | null): void {
    if ((pair?.cert ?? null) === this.#certificate) return;
    this.#certificate = pair?.cert ?? null;
    if (pair) this.#options.secure.setSecureContext({ ...pair, ...TLS_OPTIONS });
    else this.#endEncrypted();
  }

  /** The connection that the port accepted, of a connection that may be inside of it. */
  accepted(socket: Socket): Socket {
    return this.#encrypted.get(endOf(socket)) ?? socket;
  }

  #meet(socket: Socket): void {
    const end = (): void => void socket.destroy();
    socket.on('error', end);
    socket.once('end', end);
    socket.setTimeout(this.#options.silentMs, end);
    socket.once('data', (chunk) => {
      socket.off('error', end);
      socket.off('end', end);
      socket.setTimeout(0, end);
      socket.pause();
      socket.unshift(chunk);
      if (chunk[0] === TLS_HANDSHAKE) this.#encrypt(socket);
      else {
        this.#options.plain.emit('connection', socket);
        socket.resume();
      }
    });
  }

  #encrypt(socket: Socket): void {
    if (this.#certificate === null) {
      socket.destroy();
      return;
    }
    const end = endOf(socket);
    this.#encrypted.set(end, socket);
    socket.once('close', () => this.#encrypted.delete(end));
    this.#options.secure.emit('connection', socket);
  }

  /** The request that turns TLS off may have come by it. */
  #endEncrypted(): void {
    const sockets = [...this.#encrypted.values()];
    this.#options.secure.closeIdleConnections();
    setTimeout(() => sockets.forEach((each) => each.destroy()), this.#options.graceMs).unref();
  }
}

/** One client has one end at one time. */
function endOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
