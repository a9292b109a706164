import { describe, expect, test } from 'vitest';
import { inviteAddress, parseJoinLink } from './invite-link.ts';

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
    'http://127.0.0.1:4510@porch.example/join#abc',
    'http://porch.example/join?next=x#a b',
    `http://porch.example/join#${'a'.repeat(700)}`,
  ])('says that %j is not an invite', (text) => {
    expect(inviteAddress(text)).toBeNull();
  });
});

describe('A link to another home', () => {
  const joined = (invite: string) => parseJoinLink(`lanai://join/${encodeURIComponent(invite)}`);

  test('carries an invite', () => {
    expect(joined('http://192.168.1.5:4510/join#9fKd_x-2')).toBe('http://192.168.1.5:4510/join#9fKd_x-2');
    expect(parseJoinLink('lanai://join/https%3A%2F%2Fporch.example%2Fjoin%23abc/')).toBe('https://porch.example/join#abc');
  });

  test.each([
    '',
    'javascript:alert(1)',
    'javascript://porch.example/join#abc',
    'file:///join#abc',
    'lanai://join/x',
    'http://127.0.0.1@porch.example/join#abc',
    'http://porch.example/',
    'http://porch.example/join',
    'http://porch.example/join#a/b',
    'http://porch.example/api/session#abc',
    `http://${'a'.repeat(5_000)}/join#abc`,
  ])('carries nothing else: %j', (invite) => {
    expect(joined(invite)).toBeNull();
  });

  test.each(['lanai://join/%E0%A4%A', 'lanai://join', 'lanai://joined/x', 'https://join/x', ' lanai://join/x'])(
    'is written as one: %j',
    (link) => {
      expect(parseJoinLink(link)).toBeNull();
    },
  );
});
