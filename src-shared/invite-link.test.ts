import { describe, expect, test } from 'vitest';
import { inviteAddress } from './invite-link.ts';

describe('inviteAddress', () => {
  test('takes a link as it was sent', () => {
    expect(inviteAddress('  http://192.168.1.24:4510/join#9fKd_x-2 \n')).toBe('http://192.168.1.24:4510/join#9fKd_x-2');
    expect(inviteAddress('https://porch.example/join#abc')).toBe('https://porch.example/join#abc');
  });

  test('takes one whose http:// was lost on the way', () => {
    expect(inviteAddress('192.168.1.24:4510/join#abc')).toBe('http://192.168.1.24:4510/join#abc');
  });

  test.each([
    '',
    'hello',
    'http://192.168.1.24:4510/',
    'http://192.168.1.24:4510/join',
    'http://192.168.1.24:4510/join#',
    'javascript://x/join#abc',
    'http://x/join#%',
    'file:///join#abc',
  ])('says that %j is not an invite', (text) => {
    expect(inviteAddress(text)).toBeNull();
  });
});
