const WRITE_ON = 'You can go on writing; it is sent when it is back.';

export const connectionWords = {
  /** `reason` is a whole sentence of the home's. */
  cannotRun: (reason: string) => `Your Lanai cannot run: ${reason}`,
  startingAgain: `Your Lanai is starting again. ${WRITE_ON}`,
  offline: `You are offline. ${WRITE_ON}`,
  connecting: `Connecting again… ${WRITE_ON}`,
  tryNow: 'Try now',
};
