/** A thread beside its room, and the list of threads. */
export const threadPanelWords = {
  /** `room`: the name of a room. */
  inRoom: (room: string) => `in ${room}`,
  alsoInRoom: (room: string) => `Also send to ${room}`,
  close: 'Close the thread',

  notifications: 'Notifications of this thread',
  follow: 'Follow',
  mute: 'Mute',
  unfollow: 'Do not follow',
  following: 'You follow this thread',
  muted: 'Muted: only a mention of you notifies you',
  notFollowing: 'You do not follow this thread',
  makeRoom: 'Continue in a new room',
  /** In the new room and in the thread; with links in Markdown. */
  goesOnHere: (link: string) => `This room continues ${link}.`,
  goesOnThere: (link: string) => `The thread continues in ${link}.`,

  listText: 'Threads that you began, replied in, or were mentioned in.',
  none: 'No threads yet',
  noneText: 'Reply to a message in a thread, and the thread stands here.',
  failed: (reason: string) => `The threads could not be loaded. ${reason}`,
  loading: 'Loading the threads',
  more: 'Show older threads',
  gone: 'The first message was deleted because of its age.',
};
