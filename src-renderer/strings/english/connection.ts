const WRITE_ON = 'You can keep writing. Messages are sent when the connection is back.';

export const connectionWords = {
  /** `reason` is a whole sentence of the home's. */
  cannotRun: (reason: string) => `Your Lanai cannot run: ${reason}`,
  startingAgain: `Your Lanai is starting again. ${WRITE_ON}`,
  offline: `You are offline. ${WRITE_ON}`,
  connecting: `Reconnecting… ${WRITE_ON}`,
  tryNow: 'Try now',
  /** The page has another version than the home. `hasSealed`: one of the rooms is sealed, and drafts there are kept nowhere. */
  outdated: (hasSealed: boolean) =>
    `Lanai has a new version. Reload to use it. Your drafts are kept${hasSealed ? ', but not those in sealed rooms' : ''}.`,
  /** Before the home was on the screen. */
  outdatedTitle: 'Lanai has a new version',
  outdatedText: 'Reload to go on. If that does not help, the home or this app needs an update.',
  reload: 'Reload',
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
