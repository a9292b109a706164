// Checks Host and Origin. Any page on the internet can send requests to a server on this machine, so loopback means no trust: the
// Host must be one of the entrance's (DNS rebinding), and the Origin of a write or a socket must be one of them too.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { AppError } from '../../../src-shared/errors.ts';
import type { Entrance } from '../sharing/entrance.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD']);
const URL_CHARS_MAX = 4_096;
/** Letters, digits and -._~ (RFC 3986, 2.3): escaped, they make one address look like another. */
const NEEDLESS_ESCAPE = /%(?:3[0-9]|[46][1-9a-f]|[57][0-9a]|2[de]|5f|7e)/i;

export interface Asked {
  method: string;
  /** The host that was addressed, as the entrance reads it. */
  host: string;
  /** Pages of other sites may cause it: a file of the app, as the router decides it, or the check for trust. Everything else is data. */
  isForAll: boolean;
  headers: Pick<IncomingHttpHeaders, 'origin' | 'sec-fetch-site' | 'sec-fetch-mode'>;
  /** A WebSocket is opened: as dangerous as a write, whatever its method. */
  isUpgrade: boolean;
}

/** Throws `invalid_payload` for an address that two programs could read differently: no client of ours writes such. */
export function refuseMalformed({ url = '', rawHeaders }: Pick<IncomingMessage, 'url' | 'rawHeaders'>): void {
  const refuse = (why: string): never => {
    throw new AppError('invalid_payload', why);
  };
  if (!url.startsWith('/')) refuse('The address is not a path.');
  if (url.length > URL_CHARS_MAX) refuse('The address is too long.');
  const [path = ''] = url.split('?', 1);
  if (path.includes('//') || path.includes('\\') || /%(?:00|5c)/i.test(path)) refuse('The path is not well formed.');
  if (/%(?![0-9a-f]{2})/i.test(url)) refuse('The address is not encoded well.');
  if (NEEDLESS_ESCAPE.test(path)) refuse('The path has an escape that it does not need.');
  if (path.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) refuse('The path leads elsewhere.');
  if (rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length > 1)
    refuse('There is more than one Host.');
}

/** Throws `host_not_allowed` or `origin_not_allowed`. A request without an Origin is no page's. */
export function refuseForeign({ hosts, origins }: Pick<Entrance, 'hosts' | 'origins'>, asked: Asked): void {
  const { method, host, headers, isForAll, isUpgrade } = asked;
  if (!hosts.has(host)) throw new AppError('host_not_allowed');
  const site = headers['sec-fetch-site'];
  const isOtherPage = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (SAFE_METHODS.has(method) && !isUpgrade) {
    // A link from another site may open the app. Other responses must not be readable by other sites, nor their timing.
    if (isOtherPage && headers['sec-fetch-mode'] !== 'navigate' && !isForAll) throw new AppError('origin_not_allowed');
    return;
  }
  const { origin } = headers;
  if (isOtherPage || (origin !== undefined && !origins.has(origin))) throw new AppError('origin_not_allowed');
}
