export const sealedWords = {
  sealed: 'Sealed',
  /** Beside the switch of a new room. */
  sealedText: 'Only those with its key can read it, this home cannot; if the key is lost, so are the messages.',
  aboutSealed: 'Only those with its key can read it; this home cannot. Names, votes, tasks and who wrote when are not sealed.',
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
  tooShort: (min: number) => `A key has at least ${min} characters, so that nobody can guess it.`,
  /** In place of a message that this device cannot open. */
  shut: { no_key: 'Sealed message', wrong_key: 'Sealed with another key', damaged: 'Sealed, and damaged' },
  /** A file whose name this device cannot read either. */
  shutFile: 'Sealed file',
  plain: {
    vote: 'Messages here are sealed. A vote is not: whoever runs this home could read it.',
    task: 'Messages here are sealed. A task is not: whoever runs this home could read it.',
  },
};
