import { expect, test } from 'vitest';
import type { Presence } from '../../../src-shared/objects.ts';
import { agent, byId, maya, person, presence, room, view } from '../../testing/cast.ts';
import { slashCommandsFor } from './slash-commands.ts';
import { completion, offerKey, slashOffers, type OfferSource } from './slash-offers.ts';

const plan = room('plan', { created_by: 'maya' });
const tomas = person('tomas', { name: 'Tomás' });
const mary = person('mary', { name: 'Mary' });
const maryAnn = person('mary-ann', { name: 'Mary Ann' });
const left = person('theo', { name: 'Theo', revoked_at: 1 });
const bot = agent('bot', { name: 'build bot' });
const online: Presence = presence('bot');
const source: OfferSource = {
  commands: slashCommandsFor({ me: maya, room: plan, membership: view(plan).membership, isMuted: false, isLeader: false }),
  participants: byId(maya, tomas, mary, maryAnn, left, bot),
  presence: { bot: online },
  rooms: {
    plan: view(plan),
    garden: view(room('garden', { name: 'Café garden' })),
    old: view(room('old', { archived_at: 1 })),
    direct: view(room('direct', { direct: true })),
  },
  meId: 'maya',
};
const offered = (typed: string): string[] => slashOffers(typed, source).map(offerKey);

test('commands are offered while their word is typed', () => {
  expect(offered('')).toContain('dm');
  expect(offered('jo')).toEqual(['join']);
  for (const typed of ['usr/bin', 'to!', 'me waves', 'nothing ada']) expect(offered(typed), typed).toEqual([]);
});

test('/dm offers all others, those who are online first, by any part of their names', () => {
  expect(offered('dm ')).toEqual(['bot', 'tomas', 'mary', 'mary-ann']);
  expect(offered('dm tom')).toEqual(['tomas']);
  expect(offered('dm @TOM')).toEqual(['tomas']);
  expect(offered('dm ann')).toEqual(['mary-ann']);
  expect(offered('dm mary a')).toEqual(['mary-ann']);
  expect(offered('dm tmy')).toEqual([]);
});

test('a complete name is offered no more, so that Enter is for the command', () => {
  for (const typed of ['dm mary', 'dm Tomás', 'dm tomas', 'join plan', 'status clear', 'mute 1h'])
    expect(offered(typed), typed).toEqual([]);
  expect(offered('dm Tomás are you there')).toEqual([]);
});

test('/join offers the rooms with names that are not archived', () => {
  expect(offered('join ')).toEqual(['plan', 'garden']);
  expect(offered('join #cafe')).toEqual(['garden']);
});

test('/mute, /dnd and /status offer the words that they take', () => {
  expect(offered('mute t')).toEqual(['tomorrow']);
  expect(offered('dnd ')).toContain('1h');
  expect(offered('status ')).toEqual([]);
  expect(offered('status cl')).toEqual(['clear']);
});

test('an offer completes the text', () => {
  const chosen = (typed: string): string[] => slashOffers(typed, source).map((offer) => completion(typed, offer));
  expect(chosen('jo')).toEqual(['/join ']);
  expect(chosen('dm tom')).toEqual(['/dm Tomás ']);
  expect(chosen('join caf')).toEqual(['/join Café garden']);
  expect(chosen('mute to')).toEqual(['/mute tomorrow']);
  expect(chosen('hel')).toContain('/');
});
