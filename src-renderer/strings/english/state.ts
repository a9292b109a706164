/** The states of people, agents, rooms and files. */
export const stateWords = {
  away: 'away',
  here: 'here',
  status: {
    idle: 'ready',
    waiting: 'waiting',
    working: 'working',
    thinking: 'thinking',
    blocked: 'blocked',
    waking: 'waking',
    busy: 'busy',
  },
  /** At the beginning of a line. */
  statusAtStart: {
    idle: 'Ready',
    waiting: 'Waiting',
    working: 'Working',
    thinking: 'Thinking',
    blocked: 'Blocked',
    busy: 'Busy',
    waking: 'Waking',
  },
  /** `what`: "reviewing". */
  atPercent: (what: string, percent: number) => `${what} ${percent}%`,
  role: { owner: 'Owner', admin: 'Admin', member: 'Member', guest: 'Guest' },
  roleAndAway: (role: string) => `${role} · away`,
  builtIn: 'Always available, needs no model',
  hosted: 'Run by this home',
  paused: 'paused',
  isPaused: 'Paused',
  notConnected: 'Not connected',
  /** `when`: "12 min ago". */
  calledNoAnswer: (when: string) => `Called ${when}, no answer`,
  /** `names`: of those who called it. */
  wakingFor: (names: string) => `Waking, for ${names}`,
  fileTooLarge: (mebibytes: number) => `Files can have up to ${mebibytes} MiB.`,
  uploadGoesOn: 'The connection was lost. The upload continues by itself.',
  uploadLost: 'The connection was lost.',
  uploadCutOff: 'Lost when the page was reloaded. Attach it again.',
  uploadFailed: 'Something went wrong.',
};
