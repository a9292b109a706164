import { expect, test } from 'vitest';
import { ada, byId, invite, john, maya, MORNING, person, porter, quill, sarah } from '../testing/cast.ts';
import { listedAgents, listedPeople, pendingInvites } from './people.ts';

test('agents are listed by name, the built-in ones last', () => {
  expect(listedAgents(byId(quill, porter, ada, maya)).map(({ name }) => name)).toEqual(['Ada', 'Quill', 'Porter']);
});

test('people are the others who may come in', () => {
  const gone = person('gone', { revoked_at: MORNING });
  expect(listedPeople(byId(maya, sarah, john, gone, ada), 'maya').map(({ name }) => name)).toEqual(['John', 'Sarah']);
});

test('somebody is invited while the invite can be used', () => {
  const invites = [
    invite('open', { name: 'Tomás' }),
    invite('used', { name: 'Sarah', uses: 1 }),
    invite('withdrawn', { name: 'Ann', revoked_at: MORNING }),
    invite('expired', { name: 'Bob', expires_at: MORNING - 1 }),
    invite('anybody'),
    invite('back', { name: 'John', participant_id: 'john' }),
  ];
  expect(pendingInvites(Object.fromEntries(invites.map((each) => [each.id, each])), MORNING).map(({ name }) => name)).toEqual(['Tomás']);
  expect(pendingInvites(null, MORNING)).toEqual([]);
});
