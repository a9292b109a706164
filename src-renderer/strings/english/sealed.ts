export const sealedWords = {
  enterKey: 'This room is sealed. Enter its key to read and write.',
  key: 'Key',
  keyMissing: 'Enter the key.',
  opensNothing: 'This key does not open these messages. Check that you copied all of it, or press again to use it anyway.',
  open: 'Open',
  whoHasKey: 'Ask a member of the room for the key. The server does not have it.',
  /** In place of a message that this device cannot open. */
  shut: {
    no_key: 'Sealed message',
    wrong_key: 'Sealed with another key',
    damaged: 'Sealed, and damaged',
    not_sealed: 'Not sealed. The server could have written this.',
  },
  /** A file whose name this device cannot read either. */
  shutFile: 'Sealed file',
  /** A file that is not sealed, in a sealed room. */
  plainFile: 'File that is not sealed',
  /** Differences between the message as sealed and as the home sends it. */
  doubts: {
    author_not_proven: 'Author not proven',
    author: 'Sealed by another author than shown here.',
    client: 'Sealed for another message: it was copied or exchanged.',
    kind: 'Sealed as another kind of message.',
    reply: 'Sealed as a reply to another message than shown here.',
    edit: 'Sealed as another version than shown here.',
    files: 'Sealed with other files than those shown here.',
    time: 'Sealed long before or after the time shown here.',
    order: 'Its author had seen messages that come later here. The order was changed.',
    repeated: 'This sealed message was in the room before. It was copied.',
  },
  doubtsTitle: {
    author_not_proven: 'The seal does not prove the author. The server could show any name.',
    others: 'The server, or a program that can change its data, changed facts about this message.',
  },
  notAsSealed: 'Not as it was sealed',
  notAsSealedText: (text: string) => `Not as it was sealed: ${text}`,
};
