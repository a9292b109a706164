const paletteWords = {
  palette: 'Search and commands',
  palettePlaceholder: 'Rooms, people, agents, messages or commands',
  whatThereIs: 'Results',
  connectAgent: 'Connect an agent',
  inviteFriend: 'Invite a friend',
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
