// Limits how long the body of a request may take. An upload may take longer, as long as data keeps arriving.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isUpload } from './routes.ts';

/** In each stretch of time an upload has to bring this much. */
const UPLOAD_BYTES_MIN = 16 * 1024;

/** Node's own limit is one for all requests of a listener, and an upload over a slow Wi-Fi takes minutes. */
export function enforceBodyTimeout(request: IncomingMessage, response: ServerResponse, requestMs: number): void {
  // A request can lose its socket before its time is over.
  const { socket } = request;
  let seen = socket.bytesRead;
  const timer = setInterval(() => {
    const { bytesRead } = socket;
    const isComing = isUpload(request) && bytesRead - seen >= UPLOAD_BYTES_MIN;
    seen = bytesRead;
    if (request.complete || socket.destroyed) clearInterval(timer);
    else if (!isComing) socket.destroy();
  }, requestMs);
  timer.unref();
  response.once('close', () => {
    if (request.complete) clearInterval(timer);
  });
}
