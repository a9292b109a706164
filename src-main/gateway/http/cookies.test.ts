import { describe, expect, it } from 'vitest';
import { cookieName, endedCookie, readCookies, sessionCookie } from './cookies.ts';

describe('the session cookie', () => {
  it('is out of reach of scripts, other sites and plain connections', () => {
    expect(sessionCookie('s', 'ses_1', { secure: true })).toBe('s=ses_1; Path=/; HttpOnly; SameSite=Strict; Max-Age=7776000; Secure');
    expect(sessionCookie('s', 'ses_1', { secure: false })).not.toContain('Secure');
    expect(endedCookie('s')).toContain('Max-Age=0');
  });

  it('has a name for each home, since cookies know no ports', () => {
    expect(cookieName('0198c0de-0000-7000-8000-00000000000a')).not.toBe(cookieName('0198c0de-0000-7000-8000-00000000000b'));
  });

  it('is found among others by its whole name', () => {
    expect(readCookies('a=1; s=ses_1; sx=2', 's')).toEqual(['ses_1']);
    expect(readCookies('xs=1; s2=2', 's')).toEqual([]);
    expect(readCookies(undefined, 's')).toEqual([]);
    expect(readCookies('s=a=b', 's')).toEqual(['a=b']);
  });

  it('may be there more than once, up to a limit', () => {
    expect(readCookies('s=planted; s=ses_1', 's')).toEqual(['planted', 'ses_1']);
    expect(readCookies('s=1; '.repeat(100), 's')).toHaveLength(4);
  });
});
