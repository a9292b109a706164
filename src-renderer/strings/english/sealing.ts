/** Where a room is made sealed, and in the details of one that is. */
export const sealingWords = {
  sealed: 'Sealed',
  /** Beside the switch of a new room. */
  sealedText: 'Only people with the key can read it. The server cannot. If the key is lost, the messages are lost.',
  aboutSealed:
    'Only people with the key can read it. The server cannot. Names, the description, reactions, mentions, votes, tasks, and the author, time and reply of each message are not sealed.',
  noKeyHere: 'This device does not have the key.',
  noSafePlace: 'This device cannot store the key safely. You must enter it again after you close Lanai or this page.',
  copyKey: 'Copy key',
  forgetHere: 'Forget key on this device',
  forgetTitle: 'Forget the key on this device?',
  forgetText:
    'You cannot read its messages here until you enter the key again. Make sure that you have a copy: a lost key cannot be recovered.',
  forget: 'Forget key',
  itsKey: 'Key of the room',
  keepSafe: 'Save it in a safe place. Send it to members outside of Lanai.',
  useMine: 'Use my own',
  makeNew: 'Make a new key',
  haveKept: 'I have saved it',
  keepFirst: 'Save this key now. It is shown only once.',
  tooShort: (min: number) => `A key needs at least ${min} characters. A new key is safer.`,
  plain: {
    vote: 'Messages here are sealed. Votes are not: the owner of the server could read them.',
    task: 'Messages here are sealed. Tasks are not: the owner of the server could read them.',
  },
};
