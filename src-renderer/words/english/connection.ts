const WRITE_ON = 'You can go on writing; it is sent when it is back.';

export const connectionWords = {
  /** `reason` is a whole sentence of the home's. */
  cannotRun: (reason: string) => `Your Lanai cannot run: ${reason}`,
  startingAgain: `Your Lanai is starting again. ${WRITE_ON}`,
  offline: `You are offline. ${WRITE_ON}`,
  connecting: `Connecting again… ${WRITE_ON}`,
  tryNow: 'Try now',
  /** Another program uses a port of the home. */
  moved: {
    web: (port: number, url: string) =>
      `Port ${port} is used by another program. Until it is free and Lanai starts again, this home is at ${url}; links with port ${port} do not work.`,
    agents: (port: number, address: string) =>
      `Port ${port} is used by another program. Until it is free and Lanai starts again, agents connect to ${address}.`,
    both: (port: number, url: string, agentsPort: number, address: string) =>
      `Ports ${port} and ${agentsPort} are used by another program. Until they are free and Lanai starts again, ` +
      `this home is at ${url}, agents connect to ${address}, and links with port ${port} do not work.`,
  },
};
