export const sealedWords = {
  sealed: 'Sealed',
  /** Beside the switch of a new room. */
  sealedText: 'Only those with its key can read it, this home cannot; if the key is lost, so are the messages.',
  aboutSealed:
    'Only those with its key can read it; this home cannot. Names, the description, reactions, mentions, votes, tasks and who wrote when, and in answer to which message, are not sealed.',
  noKeyHere: 'This device does not have the key.',
  noSafePlace: 'This device has no safe place for the key: it has to be entered again once Lanai, or this page, is closed.',
  copyKey: 'Copy key',
  forgetHere: 'Forget key on this device',
  forgetTitle: 'Forget the key on this device?',
  forgetText:
    'Its messages cannot be read here until the key is entered again. Make sure that you have it elsewhere: nobody can bring a lost key back.',
  forget: 'Forget key',
  enterKey: 'This room is sealed. Enter its key to read and write.',
  key: 'Key',
  keyMissing: 'Enter the key.',
  opensNothing: 'This key opens none of the messages on the screen. Look whether it is whole; press again to use it all the same.',
  open: 'Open',
  whoHasKey: 'Whoever made the room, or is in it, can give you the key. The home does not have it.',
  itsKey: 'Its key',
  keepSafe: 'Keep it somewhere safe, and give it to those who may read here, not in this home.',
  useMine: 'Use one I have',
  makeNew: 'Make a new one',
  haveKept: 'I have kept it',
  keepFirst: 'Copy the key, keep it, and say so: it is shown this once.',
  tooShort: (min: number) => `A key has at least ${min} characters, so that it cannot be guessed. A new one is safer still.`,
  /** In place of a message that this device cannot open. */
  shut: {
    no_key: 'Sealed message',
    wrong_key: 'Sealed with another key',
    damaged: 'Sealed, and damaged',
    not_sealed: 'Not sealed: anyone at the home could have written this.',
  },
  /** A file whose name this device cannot read either. */
  shutFile: 'Sealed file',
  /** A file that is not sealed, in a sealed room. */
  plainFile: 'File that is not sealed',
  /** Differences between the message as sealed and as the home sends it. */
  doubts: {
    author_not_proven: 'Author not proven',
    author: 'Sealed by another author than the one shown here.',
    client: 'Sealed for another place: the message was copied or exchanged.',
    kind: 'Sealed as another kind of message than it is shown as.',
    reply: 'Sealed as an answer to something else than what is shown here.',
    edit: 'Sealed as another version of the message than the one shown here.',
    files: 'Sealed with other files than those shown here.',
    time: 'Sealed long before or after the time shown here.',
    order: 'Its author had seen messages that come later here: the order was changed.',
    repeated: 'This sealed message was in the room before: it was copied.',
  },
  doubtsTitle: {
    author_not_proven: 'It was sealed in a way that does not say by whom. The home could show it under any name.',
    others: 'The home, or another program that can change its data, changed facts about this message.',
  },
  notAsSealed: 'Not as it was sealed',
  notAsSealedText: (text: string) => `Not as it was sealed: ${text}`,
  plain: {
    vote: 'Messages here are sealed. A vote is not: whoever runs this home could read it.',
    task: 'Messages here are sealed. A task is not: whoever runs this home could read it.',
  },
};
