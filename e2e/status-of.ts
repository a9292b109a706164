// Requests to a home as a hostile page or program sends them.
import { request as httpRequest } from 'node:http';
import { WebSocket } from 'ws';

/** The status of an answer to a request with these headers alone. */
export function statusOf(origin: string, method: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${origin}${path}`, { method, headers, setHost: !headers['host'] }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', reject);
    request.end(method === 'GET' ? undefined : '{}');
  });
}

/** The status with which an upgrade was refused; 101 when it was not. */
export function upgradeStatus(origin: string, options: { origin?: string; headers?: Record<string, string> }): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, options);
    socket.once('open', () => (socket.terminate(), resolve(101)));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', reject);
  });
}
