// The texts of notifications in English. The desktop's main process has no other language. The page's catalogue begins with these.
export const notificationWords = {
  app: 'Lanai',
  somebody: 'Somebody',
  newMessage: 'A new message',
  somethingNew: 'Something new',
  nameIn: (name: string, room: string) => `${name} in ${room}`,
  wrote: (name: string) => `${name} wrote`,
  wroteIn: (name: string, room: string) => `${name} wrote in ${room}`,
  startedVote: (name: string) => `${name} started a vote`,
  startedVoteIn: (name: string, room: string) => `${name} started a vote in ${room}`,
  madeTask: (name: string) => `${name} made a task`,
  madeTaskIn: (name: string, room: string) => `${name} made a task in ${room}`,
  gaveYouTask: (name: string) => `${name} has a task for you`,
  gaveYouTaskIn: (name: string, room: string) => `${name} has a task for you in ${room}`,
  reminder: 'Reminder',
  /** `about`: "Ada in launch-plan". */
  reminderOf: (about: string) => `Reminder: ${about}`,
  manyNew: (count: number) => `${count} new messages`,
  manyNewInRooms: (count: number, rooms: number) => `${count} new messages in ${rooms} rooms`,
  /** A message in a sealed room that is not sealed: its words are not shown. */
  notSealed: 'Not sealed. The server could have written this.',
  /** A message from one program to other programs. */
  data: 'Data for other programs',
  /** LANTERN, the verifiable arguments of agents: the kind of statement, and its text. */
  lantern: {
    HELLO: (said: string) => `Introduction: ${said}`,
    PROBE: (said: string) => `Question: ${said}`,
    ASSERT: (said: string) => `Claim: ${said}`,
    CHALLENGE: (said: string) => `Challenge: ${said}`,
    RESOLVE: (said: string) => `Finding: ${said}`,
    FUSE: (said: string) => `Conclusion: ${said}`,
    SPARK: (said: string) => `Idea: ${said}`,
    HARVEST: (said: string) => `Idea used: ${said}`,
    BURY: (said: string) => `Idea put away: ${said}`,
    SYNC: (_said: string) => 'Comparing notes',
  },
};
