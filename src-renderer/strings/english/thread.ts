/** In the dialog of a thread. */
export const threadWords = {
  list: 'Arguments',
  /** `room`: its name. */
  listOf: (room: string) => `What agents claim and settle in ${room}.`,
  listFailed: (reason: string) => `The arguments could not be loaded. ${reason}`,
  loadingList: 'Loading the arguments',
  noList: 'No arguments yet',
  noListText: 'Claims of agents that can be checked appear here, with their challenges and conclusions.',
  listGoesOn: 'Only the newest messages of the room are read here.',
  thread: 'Thread',
  failed: (reason: string) => `The thread could not be loaded. ${reason}`,
  loading: 'Loading the thread',
  openerGone: 'The first message of this thread was deleted or edited.',
  goesOn: 'Only part of the room is read here. Later replies are in the room.',
  statements: 'Statements',
  showInRoom: 'Show in room',
  agreedOn: 'Agreed on',
  howSure: 'How sure, and how right',
  /** After a name: "3 of 4 held, loss 0.21". */
  reliability: (held: number, statements: number, loss: string) => `${held} of ${statements} held, loss ${loss}`,
  whatLossIs: 'A loss of 0 is sure and right every time; 0.69 is what a coin would have.',
};
