import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

const paletteWords = {
  palette: 'Find or do something',
  palettePlaceholder: 'Rooms, people, agents, messages, or what to do',
  escape: 'esc',
  whatThereIs: 'What there is',
  nothingCalled: (query: string) => `Nothing here is called “${query}”.`,
  archived: 'Archived',
  group: { rooms: 'Rooms', agents: 'Agents', people: 'People', messages: 'Messages', deeds: 'Do' },
  makeRoom: 'Make a room',
  connectAgent: 'Connect an agent',
  inviteFriend: 'Invite a friend',
  markAllRead: 'Mark everything as read',
  wasRead: 'Everything was read already',
  isRead: 'Everything is read now',
  togglePanel: 'Show or hide members and details',
  settingsPage: (page: string) => `Settings: ${page}`,
  allMessagesWith: (query: string) => `All messages with “${query}”`,
  makeRoomCalled: (query: string) => `Make a room called “${query}”`,
};

const searchWords = {
  search: 'Search messages',
  placeholder: 'Words, or in: from: has: before: after:',
  placeholderWithFilters: 'Words',
  close: 'Close the search',
  filters: 'Filters',
  messages: 'Messages',
  earlier: 'Earlier searches',
  forgetEarlier: 'Forget these searches',
  removeFilter: (filter: string) => `${filter}: remove this filter`,
  narrow: 'Narrow it down',
  hint: '“Words in quotes” have to stand together. Newest messages come first.',
  filterHelp: { in: 'a room', from: 'a person or an agent', has: 'a link, code, or your name', before: 'a day', after: 'a day' },
  /** When what was typed behind the filter fits nothing. */
  noneLikeThat: {
    in: 'There is none like that. Type the name of a room.',
    from: 'There is none like that. Type the name of a person or an agent.',
    has: 'There is none like that. Type the name of a link, code, or your name.',
    before: 'There is none like that. Type the name of a day.',
    after: 'There is none like that. Type the name of a day.',
  },
  inRoom: (room: string) => `in #${room}`,
  inDirect: (name: string) => `in ${name}`,
  from: (name: string) => `from ${name}`,
  fromYou: 'from you',
  has: { link: 'has a link', code: 'has code', file: 'has a file', image: 'has a picture', mention: 'has your name' },
  before: (day: string) => `before ${day}`,
  after: (day: string) => `from ${day} on`,
  sealedApart: 'A sealed room is searched only when it is named with in:, where this device has its key.',
  searching: 'Searching',
  loading: 'Loading…',
  older: 'Show older ones',
  offline: 'Your Lanai cannot be reached right now',
  offlineText: 'Messages are looked for there. The search goes on by itself when it is back.',
  failed: 'The search did not work',
  nothingFound: 'Nothing found',
  found: (count: number) => plural(count, { one: '# found', other: '# found' }),
  foundOrMore: (count: number) => plural(count, { one: '# or more found', other: '# or more found' }),
  noMessage: 'No messages found',
  noMessageFiltered: 'Take a filter away, or try another word.',
  noMessageText: 'Lanai looks for whole words, and for how the last one begins. Try another word.',
  withName: (name: string) => `with ${name}`,
};

const roomSearchWords = {
  inThisRoom: 'Search in this room',
  olderMatch: 'Older match',
  newerMatch: 'Newer match',
  asList: 'Show them as a list',
  /** `count` may end in a plus sign. */
  matches: (count: string) => `${count} found`,
  match: (at: number, count: string) => `${at} of ${count}`,
  notConnected: 'Not connected',
  didNotWork: 'That did not work',
};

export const findingWords = { ...paletteWords, ...searchWords, ...roomSearchWords };
