// Which requests may come in at all. A page anywhere on the internet can send requests to a home on this machine, so
// loopback is no trust: the Host must be one of ours (DNS rebinding) and the Origin of a write or a socket must be ours.
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../../src-shared/errors.ts';
import { CSRF_HEADER } from '../../../src-shared/http.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD']);

export interface Addresses {
  /** host:port of everything this home listens on, as a browser writes it in Host. */
  hosts(): ReadonlySet<string>;
}

export interface Asked {
  method: string;
  headers: Pick<IncomingHttpHeaders, 'host' | 'origin' | 'sec-fetch-site'>;
  /** A WebSocket is opened: as dangerous as a write, whatever its method. */
  isUpgrade: boolean;
}

/** Throws `host_not_allowed` or `origin_not_allowed`. A request without an Origin is no page's. */
export function refuseForeign(addresses: Addresses, { method, headers, isUpgrade }: Asked): void {
  const hosts = addresses.hosts();
  if (headers.host === undefined || !hosts.has(headers.host.toLowerCase())) throw new AppError('host_not_allowed');
  if (SAFE_METHODS.has(method) && !isUpgrade) return;
  const { origin } = headers;
  if (origin !== undefined && !isOurs(hosts, origin)) throw new AppError('origin_not_allowed');
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new AppError('origin_not_allowed');
}

/** A write that a cookie authorises must prove that our own page sent it. */
export function refuseForged(method: string, header: string | undefined): void {
  if (!SAFE_METHODS.has(method) && header === undefined) throw new AppError('csrf_required', `Send the header ${CSRF_HEADER}.`);
}

function isOurs(hosts: ReadonlySet<string>, origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { host, protocol } = new URL(origin);
  // URL leaves a scheme's own port out of `host`, as browsers do in Host.
  return (protocol === 'http:' || protocol === 'https:') && hosts.has(host);
}
