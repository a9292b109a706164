import type { App } from 'electron';

/**
 * False in a second instance, which then has to exit. The first one gets the second's arguments. Call it before anything opens the
 * data folder, so that two processes never use it.
 */
export function isOnlyInstance(app: App, onSecond: (args: readonly string[]) => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, args) => onSecond(args));
  return true;
}
