import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** What stands around the messages of a room: its head, its start, what stands in for it. */
export const roomPageWords = {
  allRooms: 'All rooms',
  add: 'Add',
  search: 'Search in this room',
  showPanel: 'Show members and details',
  hidePanel: 'Hide members and details',
  /** "6 members, 2 here": who belongs to the room, and who has it open now. */
  membersHere: (members: number, here: string) => plural(members, { one: `# member, ${here} here`, other: `# members, ${here} here` }),
  /** Where there is little room: what is at the end may be cut off. */
  andHome: (rest: string, home: string) => `${rest} · ${home}`,
  onlyTwo: 'Only the two of you',

  onlyYouAnd: (name: string) => `Only you and ${name} see what is written here.`,
  start: (room: string) => `This is the start of ${room}`,
  startIn: (room: string, home: string) => `This is the start of ${room} in ${home}.`,
  nobodyElse: 'Nobody else is here yet. Add people and agents, or write the first message for later.',
  writeFirst: 'Write the first message, or mention somebody with @.',
  addPeople: 'Add people and agents',

  noRooms: 'No rooms yet',
  noRoomsText: 'Rooms are where people and agents talk.',
  noRoomsForGuest: 'You will see the rooms here that you are let into.',
  makeRoom: 'Make a room',
  openRoom: (name: string) => `Open ${name}`,
  notKept: 'Nothing here is kept: the room ends a minute after it was closed everywhere.',
  ended: 'This room has ended',
  endedText: 'It was not open anywhere any more, and nothing of it was kept.',
  missing: 'This room is not open to you',
  missingText: 'It is gone, or you were not let into it. Somebody who is in it can add you.',
  otherRooms: 'Go to the other rooms',
};
