import { describe, expect, test } from 'vitest';
import type { InvitePreview } from '../../../src-shared/objects.ts';
import { invitedRooms, whoIsThere } from './preview-words.ts';

const PREVIEW: InvitePreview = {
  home_name: 'Maya’s Lanai',
  invited_by: 'Maya',
  name: 'Tomás',
  room_names: ['book-club'],
  people: 4,
  agents: 1,
  single_use: true,
};

describe('what an invite says', () => {
  test('names the rooms it is for', () => {
    expect(invitedRooms(PREVIEW)).toBe('#book-club');
    expect(invitedRooms({ ...PREVIEW, room_names: ['lobby', 'vault'] })).toBe('#lobby and #vault');
    expect(invitedRooms({ ...PREVIEW, room_names: null })).toBeNull();
  });

  test('says who is there', () => {
    expect(whoIsThere(PREVIEW)).toBe('4 people and 1 agent are in it');
    expect(whoIsThere({ ...PREVIEW, people: 1, agents: 0 })).toBe('1 person is in it');
    expect(whoIsThere({ ...PREVIEW, people: 0, agents: 0 })).toBe('Nobody has joined yet');
  });
});
