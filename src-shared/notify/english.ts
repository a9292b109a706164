// The texts of notifications in English. The desktop's main process has no other language. The page's catalogue begins with these.
export const notificationWords = {
  app: 'Lanai',
  /** In place of the name of a participant that is not known. */
  formerMember: 'A former member',
  newMessage: 'A new message',
  somethingNew: 'Something new',
  nameIn: (name: string, room: string) => `${name} in ${room}`,
  wrote: (name: string) => `${name} wrote`,
  wroteIn: (name: string, room: string) => `${name} wrote in ${room}`,
  asksApproval: (name: string) => `${name} asks for your approval`,
  asksApprovalIn: (name: string, room: string) => `${name} asks for your approval in ${room}`,
  startedVote: (name: string) => `${name} started a vote`,
  startedVoteIn: (name: string, room: string) => `${name} started a vote in ${room}`,
  startedElection: (name: string) => `${name} started an election`,
  startedElectionIn: (name: string, room: string) => `${name} started an election in ${room}`,
  keepLead: 'Without your answer another leader takes over.',
  madeTask: (name: string) => `${name} made a task`,
  madeTaskIn: (name: string, room: string) => `${name} made a task in ${room}`,
  gaveYouTask: (name: string) => `${name} has a task for you`,
  gaveYouTaskIn: (name: string, room: string) => `${name} has a task for you in ${room}`,
  reminder: 'Reminder',
  /** `about`: "Ada in launch-plan". */
  reminderOf: (about: string) => `Reminder: ${about}`,
  unsent: 'A scheduled message was not sent',
  /** `place`: the name of the room, or of the other person. */
  unsentIn: (place: string) => `A scheduled message to ${place} was not sent`,
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
