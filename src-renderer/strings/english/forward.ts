/** Forwarding a message, and a message that was forwarded. */
export const forwardWords = {
  title: 'Forward a message',
  action: 'Forward',
  to: 'To',
  find: 'Find a room, a person or an agent',
  foundNone: 'No room, person or agent has that name.',
  comment: 'Comment',
  commentHint: 'Optional. It is shown above the message.',
  done: (name: string) => `Forwarded to ${name}`,
  missingTarget: 'Choose where the message goes.',
  /** `name`: a room or a person. */
  unsealed: (name: string) => `This message is sealed. It goes to ${name} readable: the home and everyone there can read it.`,
  sendReadable: 'Send it readable',
  noFiles: 'Its files stay here: those of a sealed room cannot go to another one.',
  /** Above the text, as a part of a message that is sent. */
  from: (name: string, when: string) => `Forwarded from ${name}, ${when}`,
  /** Above the quoted message. */
  forwarded: (name: string) => `Forwarded from ${name}`,
  gone: 'You cannot forward this message any more.',
};
