/** Below Porter's first message, for the one who reads it. */
export const firstSightWords = {
  steps: 'Three good next steps:',
  member: (name: string) => `Hello ${name}. Write a message below, or begin with a room of your own:`,
  guest: (name: string) =>
    `Hello ${name}. Write a message below, and everyone in this room sees it. Type @ to mention a person or an agent.`,
};
