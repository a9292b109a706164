import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

const paletteWords = {
  palette: 'Search and commands',
  palettePlaceholder: 'Rooms, people, agents, messages or commands',
  escape: 'esc',
  whatThereIs: 'Results',
  nothingCalled: (query: string) => `Nothing found for “${query}”.`,
  archived: 'Archived',
  group: { rooms: 'Rooms', agents: 'Agents', people: 'People', messages: 'Messages', actions: 'Commands' },
  makeRoom: 'Make a room',
  connectAgent: 'Connect an agent',
  inviteFriend: 'Invite a friend',
  markAllRead: 'Mark everything as read',
  wasRead: 'Everything is already read',
  isRead: 'Everything is marked as read',
  togglePanel: 'Show or hide members and details',
  settingsPage: (page: string) => `Settings: ${page}`,
  settingsPages: {
    you: 'You',
    appearance: 'Appearance',
    notifications: 'Notifications',
    shortcuts: 'Shortcuts',
    home: 'Home',
    sharing: 'Sharing',
    keys: 'Keys',
    webhooks: 'Webhooks',
    diagnostics: 'Diagnostics',
  },
  allMessagesWith: (query: string) => `All messages with “${query}”`,
  makeRoomCalled: (query: string) => `Make a room called “${query}”`,
};

const searchWords = {
  search: 'Search messages',
  placeholder: 'Words, or in: from: has: before: after:',
  placeholderWithFilters: 'Words',
  close: 'Close search',
  filters: 'Filters',
  messages: 'Messages',
  earlier: 'Earlier searches',
  forgetEarlier: 'Clear earlier searches',
  removeFilter: (filter: string) => `${filter}: remove this filter`,
  narrow: 'Filter',
  hint: '“Words in quotes” match as a phrase. Newest messages come first.',
  filterHelp: { in: 'a room', from: 'a person or an agent', has: 'a link, code, or your name', before: 'a day', after: 'a day' },
  /** When what was typed behind the filter fits nothing. */
  noneLikeThat: {
    in: 'No match. Type the name of a room.',
    from: 'No match. Type the name of a person or an agent.',
    has: 'No match. Type “link”, “code”, “file”, “image” or “mention”.',
    before: 'No match. Type a day.',
    after: 'No match. Type a day.',
  },
  inRoom: (room: string) => `in #${room}`,
  inDirect: (name: string) => `in ${name}`,
  from: (name: string) => `from ${name}`,
  fromYou: 'from you',
  has: { link: 'has a link', code: 'has code', file: 'has a file', image: 'has a picture', mention: 'has your name' },
  before: (day: string) => `before ${day}`,
  after: (day: string) => `from ${day} on`,
  sealedApart: 'Sealed rooms are searched only with in:, on a device that has the key.',
  searching: 'Searching',
  loading: 'Loading…',
  older: 'Show older messages',
  offline: 'Not connected to your Lanai',
  offlineText: 'Search needs the connection. It continues by itself when the connection is back.',
  failed: 'Search failed',
  nothingFound: 'Nothing found',
  found: (count: number) => plural(count, { one: '# found', other: '# found' }),
  foundOrMore: (count: number) => plural(count, { one: '# or more found', other: '# or more found' }),
  noMessage: 'No messages found',
  noMessageFiltered: 'Remove a filter, or try another word.',
  noMessageText: 'Search matches whole words, and the beginning of the last word. Try another word.',
  withName: (name: string) => `with ${name}`,
};

const roomSearchWords = {
  inThisRoom: 'Search in this room',
  olderMatch: 'Older match',
  newerMatch: 'Newer match',
  asList: 'Show as a list',
  /** `count` may end in a plus sign. */
  matches: (count: string) => `${count} found`,
  match: (at: number, count: string) => `${at} of ${count}`,
  notConnected: 'Not connected',
  didNotWork: 'Search failed',
};

export const findingWords = { ...paletteWords, ...searchWords, ...roomSearchWords };
