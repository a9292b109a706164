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
  close: 'Close search',
  nothingFound: 'Nothing found',
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
