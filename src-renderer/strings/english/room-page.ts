import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** The texts around a room's messages: its header, its start, its placeholders. */
export const roomPageWords = {
  allRooms: 'All rooms',
  add: 'Add',
  search: 'Search in this room',
  showPanel: 'Show members and details',
  hidePanel: 'Hide members and details',
  pinned: (count: number) => plural(count, { one: '# pinned message', other: '# pinned messages' }),
  /** "6 members, 2 here": who belongs to the room, and who has it open now. */
  membersHere: (members: number, here: string) => plural(members, { one: `# member, ${here} here`, other: `# members, ${here} here` }),
  /** Where there is little room: what is at the end may be cut off. */
  andHome: (rest: string, home: string) => `${rest} · ${home}`,
  onlyTwo: 'Only the two of you',

  onlyYouAnd: (name: string) => `Only you and ${name} see what is written here.`,
  start: (room: string) => `This is the start of ${room}`,
  startIn: (room: string, home: string) => `This is the start of ${room} in ${home}.`,
  nobodyElse: 'You are the only member. Add people and agents, or write the first message.',
  writeFirst: 'Write the first message, or mention a person or an agent with @.',
  addPeople: 'Add people and agents',

  noRooms: 'No rooms yet',
  noRoomsText: 'Rooms are where people and agents talk.',
  noRoomsForGuest: 'Rooms appear here when you are added to them.',
  makeRoom: 'Make a room',
  openRoom: (name: string) => `Open ${name}`,
  notKept: 'Nothing here is kept. The room ends one minute after everyone has closed it.',
  goneBefore: (days: number) =>
    plural(days, { one: 'Messages are deleted here after # day.', other: 'Messages are deleted here after # days.' }),
};
