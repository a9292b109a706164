import { expect, test } from 'vitest';
import { ada, agent, byId, invite, john, maya, MORNING, person, porter, presence, quill, sarah } from '../../testing/cast.ts';
import { listedAgents, listedPeople, nearAndAway, onlineAmong, pendingInvites } from './people.ts';

test('agents are listed by name, the built-in ones last', () => {
  expect(listedAgents(byId(quill, porter, ada, maya)).map(({ name }) => name)).toEqual(['Ada', 'Quill', 'Porter']);
});

test('people are the others who may come in', () => {
  const gone = person('gone', { revoked_at: MORNING });
  expect(listedPeople(byId(maya, sarah, john, gone, ada), 'maya').map(({ name }) => name)).toEqual(['John', 'Sarah']);
});

test('a person is invited while the invite can be used', () => {
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

test('a few agents that are away stand among the others, many come apart', () => {
  const some = ['b', 'c', 'd', 'e', 'f'].map((id) => agent(id));
  const online = new Set(onlineAmong([ada, ...some], { ada: presence('ada'), b: presence('b', { online: false }) }));
  expect([...online]).toEqual(['ada']);
  const isHere = ({ id }: { id: string }): boolean => id === 'porter' || online.has(id);
  expect(nearAndAway([ada, ...some, porter], isHere)).toEqual({ near: [ada, ...some, porter], away: [] });
  expect(nearAndAway([ada, ...some, quill, porter], isHere)).toEqual({ near: [ada, porter], away: [...some, quill] });
});
