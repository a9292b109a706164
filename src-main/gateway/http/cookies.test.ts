import { describe, expect, it } from 'vitest';
import { cookieName, endedCookie, readCookies, sessionCookie } from './cookies.ts';

const [PLAIN, SECURE] = [{ isSecure: false }, { isSecure: true }];

describe('the session cookie', () => {
  it('is out of reach of scripts, other sites and plain connections', () => {
    expect(sessionCookie('s', 'ses_1', SECURE)).toBe('__Host-s=ses_1; Path=/; HttpOnly; SameSite=Strict; Max-Age=7776000; Secure');
    expect(sessionCookie('s', 'ses_1', PLAIN)).not.toContain('Secure');
    expect(endedCookie('s', PLAIN)).toBe('s=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0');
    expect(endedCookie('s', SECURE)).toBe('__Host-s=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0; Secure');
  });

  it('has a name for each home, since cookies know no ports', () => {
    expect(cookieName('0198c0de-0000-7000-8000-00000000000a')).not.toBe(cookieName('0198c0de-0000-7000-8000-00000000000b'));
  });

  it('is found among others by its whole name', () => {
    expect(readCookies('a=1; s=ses_1; sx=2', 's', PLAIN)).toEqual(['ses_1']);
    expect(readCookies('xs=1; s2=2', 's', PLAIN)).toEqual([]);
    expect(readCookies(undefined, 's', PLAIN)).toEqual([]);
    expect(readCookies('s=a=b', 's', PLAIN)).toEqual(['a=b']);
  });

  it('is another one for a page with TLS than for a page without', () => {
    expect(readCookies('s=plain; __Host-s=tls', 's', SECURE)).toEqual(['tls']);
    expect(readCookies('s=plain; __Host-s=tls', 's', PLAIN)).toEqual(['plain']);
  });

  it('may be there more than once, up to a limit', () => {
    expect(readCookies('s=planted; s=ses_1', 's', PLAIN)).toEqual(['planted', 'ses_1']);
    expect(readCookies('s=1; '.repeat(100), 's', PLAIN)).toHaveLength(4);
  });
});
