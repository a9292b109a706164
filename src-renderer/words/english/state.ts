/** What people, agents, rooms and files are doing. */
export const stateWords = {
  away: 'away',
  here: 'here',
  status: { idle: 'ready', waiting: 'waiting', working: 'working', thinking: 'thinking' },
  /** At the beginning of a line. */
  statusAtStart: { idle: 'Ready', waiting: 'Waiting', working: 'Working', thinking: 'Thinking' },
  /** `what`: "reviewing". */
  atPercent: (what: string, percent: number) => `${what} ${percent}%`,
  role: { owner: 'Owner', admin: 'Admin', member: 'Member', guest: 'Guest' },
  roleAndAway: (role: string) => `${role} · away`,
  builtIn: 'Always here, no model needed',
  notConnected: 'Not connected',
  fileTooLarge: (mebibytes: number) => `A file has at most ${mebibytes} MiB here.`,
  uploadGoesOn: 'The connection was lost. It goes on by itself.',
  uploadLost: 'The connection was lost on the way.',
  uploadCutOff: 'Lost when the page was loaded anew. Attach it again.',
  uploadFailed: 'Something went wrong.',
};
