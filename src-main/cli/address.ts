import { UsageError } from './failure.ts';

/** How to reach a home: frames are the same on all of them. */
export type Address = { kind: 'socket'; url: string } | { kind: 'tcp'; host: string; port: number } | { kind: 'path'; path: string };

/** Throws UsageError for what is no address. */
export function addressOf(text: string): Address {
  if (text.startsWith('unix:')) return { kind: 'path', path: text.slice('unix:'.length).replace(/^\/\//, '') };
  const url = parse(text);
  switch (url?.protocol) {
    case 'http:':
    case 'https:':
    case 'ws:':
    case 'wss:':
      return { kind: 'socket', url: `${url.protocol.replace('http', 'ws')}//${url.host}/ws` };
    case 'tcp:':
      if (url.port !== '') return { kind: 'tcp', host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) };
      break;
    default:
  }
  throw new UsageError(`"${text}" is no address of a home: write http://127.0.0.1:4510, tcp://127.0.0.1:4511 or unix:/path.`);
}

/** As it is shown to people. */
export function addressText(address: Address): string {
  if (address.kind === 'socket') return address.url.replace(/^ws/, 'http').replace(/\/ws$/, '');
  return address.kind === 'tcp' ? `${address.host}:${address.port}` : address.path;
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
