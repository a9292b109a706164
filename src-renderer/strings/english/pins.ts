/** Pinned messages, and the list of those of a room. */
export const pinsWords = {
  states: { none: 'No state', todo: 'To do', done: 'Done' },
  pinnedBy: (name: string) => `Pinned by ${name}`,
  /** `when`: "Yesterday, 10:24". */
  pinnedByAt: (name: string, when: string) => `Pinned by ${name} · ${when}`,
  list: 'Pinned messages',
  filter: 'Show',
  all: 'All',
  /** Under the choice of a state. */
  noneWith: 'No pinned message has this state.',
  none: 'Nothing is pinned',
  noneText: 'Pin what the room must find again: open the menu of a message and choose “Pin”.',
  loading: 'Loading the pinned messages',
  failed: (reason: string) => `The pinned messages could not be loaded. ${reason}`,
  /** `message`: its first words. */
  show: (message: string) => `Show “${message}” in the room`,
  changeState: (state: string, message: string) => `${state}: change the state of “${message}”`,
  state: (message: string) => `State of “${message}”`,
};
