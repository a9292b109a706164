import { SESSION_COOKIE } from '../../../src-shared/http.ts';
import { SESSION_LIFETIME_MS } from '../../../src-shared/limits.ts';

/** Cookies know no ports, so each home has its own name: two homes on one machine do not sign each other out. */
export function cookieName(homeId: string): string {
  return `${SESSION_COOKIE}_${homeId.slice(-12)}`;
}

export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at !== -1 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

export function sessionCookie(name: string, token: string, { secure }: { secure: boolean }): string {
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${SESSION_LIFETIME_MS / 1000}${secure ? '; Secure' : ''}`;
}

export function endedCookie(name: string): string {
  return `${name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`;
}
