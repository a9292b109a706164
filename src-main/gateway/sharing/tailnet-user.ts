// The user of a tailnet from whose device a request came. `tailscale serve` deletes these headers from requests and sets them itself:
// https://tailscale.com/kb/1312/serve#identity-headers. Requests from the internet (Funnel) and from tagged devices have none.
import type { IncomingHttpHeaders } from 'node:http';
import { harmlessLine } from '../../../src-shared/name.ts';
import { lineProblem } from '../../../src-shared/visible-text.ts';
import type { NamedAccount } from './named-account.ts';

const LOGIN_CHARS_MAX = 320;
const ENCODED_WORD = /=\?utf-8\?(?:q\?([!->@-~]*)|b\?([\w+/=]*))\?=/gi;
const BETWEEN_WORDS = /(\?=)\s+(?==\?)/g;

/** Null when Tailscale names no user. Only for an entrance that nothing but Tailscale reaches. */
export function tailnetUser(headers: IncomingHttpHeaders): NamedAccount | null {
  // Taken as it is: two logins that differ in anything are two users.
  const login = decoded(headers['tailscale-user-login']);
  if (login === '' || login.length > LOGIN_CHARS_MAX || lineProblem(login) !== null) return null;
  if (headers['tailscale-funnel-request'] !== undefined) return null;
  return { account: { by: 'tailscale', login }, name: harmlessLine(decoded(headers['tailscale-user-name'])) };
}

/** Text with characters beyond ASCII comes as encoded words (RFC 2047). */
function decoded(value: string | string[] | undefined): string {
  if (typeof value !== 'string') return '';
  return value.replaceAll(BETWEEN_WORDS, '$1').replaceAll(ENCODED_WORD, (_word, quoted?: string, base64?: string) => {
    if (quoted === undefined) return Buffer.from(base64 ?? '', 'base64').toString('utf8');
    const latin = quoted
      .replaceAll('_', ' ')
      .replaceAll(/=([0-9a-f]{2})/gi, (_byte, hex: string) => String.fromCodePoint(parseInt(hex, 16)));
    return Buffer.from(latin, 'latin1').toString('utf8');
  });
}
