import type { App } from 'electron';

/**
 * False in a second one, which then has to end: the first is told what the second was started with. It comes before
 * anything that opens the home, so two never fight over it.
 */
export function isOnlyInstance(app: App, onSecond: (args: readonly string[]) => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, args) => onSecond(args));
  return true;
}
