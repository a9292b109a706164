// Requests over HTTP, for what is too large for a frame or has no frame.
import { AGENT_HEADER } from '../../src-shared/http.ts';
import { isLoopbackHost } from '../../src-shared/loopback.ts';
import { addressText } from './address.ts';
import { UsageError } from './failure.ts';
import type { Target } from './home-options.ts';

/** Throws UsageError with `missing` when the server is named by an address that has no HTTP, and for one on which the key could be read. */
export function webOrigin(addresses: Target['addresses'], missing: string): string {
  const web = addresses.find(({ kind }) => kind === 'socket');
  if (!web) throw new UsageError(missing);
  const origin = addressText(web);
  const { protocol, hostname } = new URL(origin);
  if (protocol === 'http:' && !isLoopbackHost(hostname))
    throw new UsageError('Over plain http the key could be read on its way. Use https://, or run this on the computer of the server.');
  return origin;
}

/** The Unix socket that answers for the origin; null without one. */
export function socketIn(addresses: Target['addresses']): string | null {
  const [socketPath = null] = addresses.flatMap((each) => (each.kind === 'path' ? [each.path] : []));
  return socketPath;
}

export function agentHeader(name: string): Record<string, string> {
  return { [AGENT_HEADER]: Buffer.from(name, 'utf8').toString('latin1') };
}
