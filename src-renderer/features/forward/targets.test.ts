import { expect, it } from 'vitest';
import type { Person, RoomView } from '../../../src-shared/objects.ts';
import { smallHome } from '../../../src-shared/notify/testing/cast.ts';
import { targetsOf, withName } from './targets.ts';

const home = smallHome();
const me = home.participants.maya as Person;
const [first] = Object.values(home.rooms).filter(({ room }) => !room.direct);
const named = (id: string, changes: Partial<RoomView['room']> = {}): Record<string, RoomView> => {
  if (!first) throw new Error('The cast has no room.');
  return { [id]: { room: { ...first.room, id, name: id, ...changes }, membership: first.membership } };
};

it('has the own rooms that can be written in by name, then people, then agents', () => {
  const rooms = {
    ...named('tools'),
    ...named('garden'),
    ...named('attic', { archived_at: 1 }),
    ...named('vault', { encrypted: true }),
    ...named('cellar', { encrypted: true }),
    ...named('hall'),
  };
  rooms.hall = { ...rooms.hall, membership: null } as RoomView;
  const targets = targetsOf({ rooms, participants: home.participants, me, hasKey: (id) => id === 'vault' });
  expect(targets.map(({ name }) => name)).toEqual(['garden', 'tools', 'vault', 'Sarah', 'Ada']);
  expect(withName(targets, 'sa').map(({ name }) => name)).toEqual(['Sarah']);
  expect(withName(targets, ' ')).toEqual(targets);
});
