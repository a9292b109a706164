// A WebSocket of the platform as the socket of a client.
import type { SocketListener } from '../../../src-shared/client/socket.ts';
import { AT_TLS } from '../../../src-shared/key-proof.ts';

export interface OpenedSocket {
  send(text: string): void;
  close(): void;
}

export function listenTo(socket: WebSocket, { onOpen, onText, onClose }: SocketListener): OpenedSocket {
  let cause: Error | undefined;
  socket.onopen = () => onOpen();
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    try {
      if (typeof data === 'string') onText(data);
    } catch {
      // The payload has another form. An event is skipped, as one of an unknown type is.
      if (!isEvent(String(data))) socket.close();
    }
  };
  socket.onerror = () => (cause = new Error('The connection failed.'));
  socket.onclose = () => onClose(cause);
  return {
    send: (text) => socket.readyState === WebSocket.OPEN && socket.send(text),
    close: () => socket.close(),
  };
}

function isEvent(text: string): boolean {
  const frame: unknown = JSON.parse(text);
  return typeof frame === 'object' && frame !== null && 'type' in frame && frame.type === 'event';
}

/** The address in the form of key-proof.ts, where the URL says it: over TLS, or with an IP address. */
export function addressIn(url: string): string | null {
  const { protocol, hostname, port } = new URL(url);
  if (protocol === 'wss:') return AT_TLS;
  const host = hostname.replace(/^\[|\]$/g, '');
  const isAddress = /^\d+(?:\.\d+){3}$/.test(host) || host.includes(':');
  return isAddress ? `${host}:${port === '' ? '80' : port}` : null;
}
