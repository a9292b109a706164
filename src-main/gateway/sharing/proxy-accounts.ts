// The account that the owner's reverse proxy names in a header. It counts only for connections from the listed addresses of another
// computer: every program on this one could write the header too.
import type { IncomingMessage } from 'node:http';
import type { EntranceWay } from '../../../src-shared/entrances.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { lineProblem } from '../../../src-shared/visible-text.ts';
import { isOwnAddress, ownAddresses } from './machine-addresses.ts';
import type { NamedAccount } from './named-account.ts';
import type { TrustedAddresses } from './trusted-addresses.ts';

const HEADER = /^[a-z][a-z0-9-]*$/i;
/** Those that clients, proxies and this server use for something else. */
const TAKEN =
  /^(?:(?:accept|content|if|sec|access-control|proxy|x-lanai|lanai|tailscale|x-forwarded-(?:for|host|proto|port)|cf-connecting)(?:-.*)?|host|cookie|origin|authorization|connection|upgrade|forwarded|via|date|expect|te|trailer|transfer-encoding|keep-alive|user-agent|referer|range|x-real-ip|idempotency-key|last-event-id)$/i;
const LOGIN_CHARS_MAX = 320;

type ProxyWay = Extract<EntranceWay, { kind: 'proxy' }>;

/** Null: no header is set. `configured`: the addresses of this computer, instead of those of its interfaces. */
export function proxyAccounts(
  { host, user_header }: ProxyWay,
  configured: readonly string[] | null,
): ((request: IncomingMessage) => NamedAccount | null) | null {
  if (host === null || user_header === null) return null;
  const name = user_header.toLowerCase();
  return ({ headersDistinct, socket }) => {
    if (socket.remoteAddress === undefined || isOwnAddress(socket.remoteAddress, configured)) return null;
    const [value, ...more] = headersDistinct[name] ?? [];
    // A second one is of the client, and the proxy did not delete it.
    const login = value === undefined || more.length > 0 ? null : loginOf(value);
    return login === null ? null : { account: { by: 'proxy', login }, name: '' };
  };
}

/** Throws `invalid_payload` for half a setup. `from`: the addresses from which connections are taken. */
export function requireSafeHeader(
  { host, user_header, trusted }: ProxyWay,
  from: TrustedAddresses | null,
  configured: readonly string[] | null,
): void {
  if (user_header === null) return;
  if (!HEADER.test(user_header)) refuse('The name of a header has letters, digits and hyphens.');
  if (TAKEN.test(user_header)) refuse(`The header ${user_header} has another meaning. Choose one such as Remote-User.`);
  if (host === null || from === null)
    refuse('A header that names people needs a proxy on another computer: every program on this one could write it too.');
  const isHere =
    ownAddresses(configured).some((address) => from.has(address)) ||
    trusted.some((text) => isOwnAddress(text.replace(/\/.*$/, ''), configured));
  if (isHere) refuse('One of the addresses is of this computer, whose programs could name anyone. Leave it out, or the header.');
}

/** As it is: two logins that differ in anything are two accounts. A comma joins the values of two headers. */
function loginOf(value: string): string | null {
  // Node reads the bytes of a header as Latin-1.
  const login = Buffer.from(value, 'latin1').toString('utf8');
  const isFine = login !== '' && login.length <= LOGIN_CHARS_MAX && !/[,\uFFFD]/.test(login) && lineProblem(login) === null;
  return isFine ? login : null;
}

function refuse(why: string): never {
  throw new AppError('invalid_payload', why);
}
