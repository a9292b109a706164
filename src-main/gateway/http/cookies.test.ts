import { describe, expect, it } from 'vitest';
import { cookieName, endedCookie, readCookie, sessionCookie } from './cookies.ts';

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
    expect(readCookie('a=1; s=ses_1; sx=2', 's')).toBe('ses_1');
    expect(readCookie('xs=1; s2=2', 's')).toBeNull();
    expect(readCookie('s', 's')).toBeNull();
    expect(readCookie(undefined, 's')).toBeNull();
    expect(readCookie('s=a=b', 's')).toBe('a=b');
  });
});
