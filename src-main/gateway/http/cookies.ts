import { SESSION_COOKIE } from '../../../src-shared/http.ts';
import { SESSION_LIFETIME_MS } from '../../../src-shared/limits.ts';
import type { Entrance } from '../sharing/entrance.ts';

/** Cookies know no ports, so each home has its own name: two homes on one machine do not sign each other out. */
export function cookieName(homeId: string): string {
  return `${SESSION_COOKIE}_${homeId.slice(-12)}`;
}

/**
 * Of a page with TLS: browsers take a cookie with this prefix from such pages only (RFC 6265bis, 4.1.3). So a page without TLS at the
 * same host, which anyone in the network can change, neither replaces it nor gets it, and is signed in beside it.
 */
const WITH_TLS = '__Host-';

/** The name of the cookie where browsers come by HTTPS, and where they do not. */
function nameAt(name: string, { isSecure }: Pick<Entrance, 'isSecure'>): string {
  return isSecure ? `${WITH_TLS}${name}` : name;
}

/** A browser has one. Other programs on this host may have set some more. */
const COOKIES_MAX = 4;

/** All cookies of this name: another program on this host may have set one besides, for a narrower path. */
export function readCookies(header: string | undefined, name: string, at: Pick<Entrance, 'isSecure'>): string[] {
  const wanted = nameAt(name, at);
  const pairs = (header ?? '').split(';').map((pair) => pair.split('='));
  return pairs.flatMap(([key = '', ...value]) => (key.trim() === wanted ? [value.join('=').trim()] : [])).slice(0, COOKIES_MAX);
}

export function sessionCookie(name: string, token: string, at: Pick<Entrance, 'isSecure'>): string {
  return cookie(name, token, at, SESSION_LIFETIME_MS / 1000);
}

export function endedCookie(name: string, at: Pick<Entrance, 'isSecure'>): string {
  return cookie(name, '', at, 0);
}

function cookie(name: string, value: string, at: Pick<Entrance, 'isSecure'>, maxAgeS: number): string {
  return `${nameAt(name, at)}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeS}${at.isSecure ? '; Secure' : ''}`;
}
