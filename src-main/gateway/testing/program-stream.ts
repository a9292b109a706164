// The event stream of a friend's program.
import { get } from 'node:http';

interface OpenStream {
  text(): string;
  ended: Promise<void>;
  close(): void;
}

export function openStream(url: string, token: string): Promise<OpenStream> {
  return new Promise((resolve, reject) => {
    const request = get(`${url}/api/stream`, { headers: { authorization: `Bearer ${token}` }, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      const ended = new Promise<void>((end) => response.once('close', () => end()));
      response.on('data', (chunk: string) => {
        text += chunk;
        resolve({ text: () => text, ended, close: () => request.destroy() });
      });
    });
    request.on('error', reject);
  });
}
