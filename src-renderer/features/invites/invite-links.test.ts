import { describe, expect, test } from 'vitest';
import { currentLinks, mailto, type MadeInvite } from './invite-links.ts';

const MADE: MadeInvite = {
  id: 'i',
  name: '',
  room_ids: null,
  max_uses: 1,
  expires_at: 1_000,
  needs_owner: false,
  links: ['http://127.0.0.1:4510/join#abc'],
  linkAt: (origin) => `${origin}/join#abc`,
};

describe('an invite that was just made', () => {
  test('has a link for every address that is open', () => {
    expect(currentLinks(MADE, ['http://192.168.1.24:4510', 'http://10.0.0.2:4510'])).toEqual([
      'http://192.168.1.24:4510/join#abc',
      'http://10.0.0.2:4510/join#abc',
    ]);
  });

  test('has only the one for this computer while nothing is shared', () => {
    expect(currentLinks(MADE, [])).toEqual(MADE.links);
  });

  test('goes into a mail whole', () => {
    const mail = new URL(mailto('http://192.168.1.24:4510/join#a&b', 'Maya’s Lanai'));
    expect(mail.searchParams.get('subject')).toBe('Join Maya’s Lanai');
    expect(mail.searchParams.get('body')).toContain('http://192.168.1.24:4510/join#a&b');
  });
});
