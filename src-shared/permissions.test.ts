import { expect, it } from 'vitest';
import type { Role } from './objects.ts';
import {
  isOwner,
  mayAddMembers,
  mayClearProfile,
  mayCreateRooms,
  mayDeleteMessage,
  mayEditRoom,
  mayTagRoom,
  mayManage,
  mayManageAgent,
  mayReinvite,
  mayRemoveMember,
  type Asker,
} from './permissions.ts';

const ROLES: Role[] = ['owner', 'admin', 'member', 'guest'];
const room = { direct: false, created_by: 'other', member_ids: ['other', 'me'] };
const ofOthers = { ...room, member_ids: ['other'] };
const mine = { ...room, created_by: 'me' };
const direct = { ...room, direct: true };

/** The roles that may, as the first letters of the roles. */
const ROWS: [string, (me: Asker) => boolean, string][] = [
  ['keep the server', isOwner, 'o'],
  ['manage the server', mayManage, 'oa'],
  ['create rooms', mayCreateRooms, 'oam'],
  ['edit the room of another', (me) => mayEditRoom(me, room), 'oa'],
  ['edit an own room', (me) => mayEditRoom(me, mine), 'oamg'],
  ['tag an own direct room', (me) => mayTagRoom(me, direct), 'oamg'],
  ['tag the direct room of others', (me) => mayTagRoom(me, { ...direct, member_ids: ['other'] }), ''],
  ['tag the room of another', (me) => mayTagRoom(me, room), 'oa'],
  ['edit a direct room', (me) => mayEditRoom(me, { ...direct, created_by: 'me' }), ''],
  ['add members to a room they belong to', (me) => mayAddMembers(me, room), 'oam'],
  ['add members to a room they do not belong to', (me) => mayAddMembers(me, ofOthers), 'oa'],
  ['add members to a direct room', (me) => mayAddMembers(me, direct), ''],
  ['leave a room', (me) => mayRemoveMember(me, room, 'me'), 'oamg'],
  ['leave a direct room', (me) => mayRemoveMember(me, direct, 'me'), ''],
  ['remove another from a room', (me) => mayRemoveMember(me, room, 'other'), 'oa'],
  ['delete an own message', (me) => mayDeleteMessage(me, { author_id: 'me' }, direct), 'oamg'],
  ['delete a message of another', (me) => mayDeleteMessage(me, { author_id: 'other' }, room), 'oa'],
  ['delete a message of another in a direct room', (me) => mayDeleteMessage(me, { author_id: 'other' }, direct), ''],
  ['manage an own agent', (me) => mayManageAgent(me, { owner_id: 'me' }, 'owner'), 'oamg'],
  ['manage the agent of another', (me) => mayManageAgent(me, { owner_id: 'other' }, 'owner'), 'oa'],
  ["manage an agent of the server's owner", (me) => mayManageAgent(me, { owner_id: 'owner' }, 'owner'), ''],
  ['manage a built-in agent', (me) => mayManageAgent(me, { owner_id: null }, 'owner'), ''],
  ['make a new link for a guest', (me) => mayReinvite(me, { role: 'guest' }), 'oa'],
  ['make a new link for an admin', (me) => mayReinvite(me, { role: 'admin' }), 'o'],
  ['make a new link for the owner', (me) => mayReinvite(me, { role: 'owner' }), ''],
  ['clear the profile of an admin', (me) => mayClearProfile(me, { role: 'admin' }), 'oa'],
  ['clear the profile of the owner', (me) => mayClearProfile(me, { role: 'owner' }), ''],
];

it.each(ROWS)('the roles that may %s', (_what, may, roles) => {
  const allowed = ROLES.filter((role) => may({ id: 'me', role }));
  expect(allowed.map(([letter]) => letter).join('')).toBe(roles);
});

it('a key without the right takes it from every role', () => {
  const owner = (...rights: ('admin' | 'create')[]): Asker => ({ id: 'me', role: 'owner', rights: new Set(rights) });
  expect([isOwner, mayManage].map((may) => [may(owner('admin')), may(owner('create'))])).toEqual(Array(2).fill([true, false]));
  expect([mayCreateRooms(owner('create')), mayCreateRooms(owner('admin'))]).toEqual([true, false]);
  expect(mayManageAgent(owner('create'), { owner_id: 'me' }, null)).toBe(false);
});
