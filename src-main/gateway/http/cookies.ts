import { SESSION_COOKIE } from '../../../src-shared/http.ts';
import { SESSION_LIFETIME_MS } from '../../../src-shared/limits.ts';

/** Cookies know no ports, so each home has its own name: two homes on one machine do not sign each other out. */
export function cookieName(homeId: string): string {
  return `${SESSION_COOKIE}_${homeId.slice(-12)}`;
}

/** A browser has one. Other programs on this host may have set some more. */
const COOKIES_MAX = 4;

/** All cookies of this name: another program on this host may have set one besides, for a narrower path. */
export function readCookies(header: string | undefined, name: string): string[] {
  const pairs = (header ?? '').split(';').map((pair) => pair.split('='));
  return pairs.flatMap(([key = '', ...value]) => (key.trim() === name ? [value.join('=').trim()] : [])).slice(0, COOKIES_MAX);
}

export function sessionCookie(name: string, token: string, { secure }: { secure: boolean }): string {
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${SESSION_LIFETIME_MS / 1000}${secure ? '; Secure' : ''}`;
}

export function endedCookie(name: string): string {
  return `${name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`;
}
