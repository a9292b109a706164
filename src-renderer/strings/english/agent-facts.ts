// The facts of an agent that is about to be added to a room.

export const agentFactWords = {
  title: (name: string) => `What ${name} sees, does and remembers`,
  stays: (provider: string) => `${provider} reads them. That is on this home’s computer: no message leaves it.`,
  leaves: (provider: string) => `Messages leave this home’s computer: ${provider} reads them.`,
  ownAccount: 'Its program decides who reads the messages: it uses an account of its owner.',
  program: 'It runs on this home’s computer with the rights of its owner’s account. It can read and change files there.',
  programRemembers: 'It remembers the conversation of each room. What it writes to its folder, it can use in all of its rooms.',
  runsElsewhere: (owner: string | null) =>
    owner === null ? 'It is a program that connects to this home.' : `It is a program of ${owner} that connects to this home.`,
  readsAll: 'It can read all messages of the room, also those from before.',
  decidesItself: 'Its program decides where the messages go, and what it remembers in other rooms.',
};
