// Whether the system opens Lanai at login. macOS and Windows are asked through Electron; Linux has a file (autostart.ts).
import type { App } from 'electron';
import type { RunningProblem } from '../../src-shared/bridge.ts';

export interface LoginItem {
  /** As the system has it now; null where the system cannot open this home. */
  isOn(): boolean | null;
  /** Throws a RunningFailure. */
  set(isOn: boolean): void;
  /** At each start: the entry of a program that has moved gets its new place. Throws as `set` does. */
  refresh(): void;
}

/** A problem that the page shows in its own words. */
export class RunningFailure extends Error {
  readonly problem: RunningProblem;

  constructor(code: RunningProblem['code'], path: string, cause?: unknown) {
    super(`${code}: ${path}`, { cause });
    this.problem = { code, path };
  }
}

/** A program and its arguments. */
export interface Start {
  program: string;
  args: readonly string[];
}

interface SystemOptions {
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;
  platform: NodeJS.Platform;
  start: Start;
  /** The name of a further home; null for the usual one. */
  home: string | null;
  isPackaged: boolean;
}

export function systemLoginItem({ app, platform, start: { program, args }, home, isPackaged }: SystemOptions): LoginItem {
  // macOS opens an app without arguments, so it would open the usual home of the wrong program.
  if (platform === 'darwin' && (home !== null || !isPackaged)) return { isOn: () => null, set: () => undefined, refresh: () => undefined };
  const entry = platform === 'win32' ? { path: program, args: args.map(windowsQuoted) } : {};

  function isOn(): boolean {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(entry);
    // The user of Windows can turn the entry off in the Task Manager, where it stays.
    return openAtLogin && (platform !== 'win32' || executableWillLaunchAtLogin);
  }

  return {
    isOn,
    set(wanted) {
      app.setLoginItemSettings({ ...entry, openAtLogin: wanted, ...(platform === 'win32' && home !== null && { name: `Lanai ${home}` }) });
      if (isOn() !== wanted) throw new RunningFailure('refused_by_system', program);
    },
    refresh: () => undefined,
  };
}

/** Electron puts the arguments into the registry as they are. A path of Windows has no quotes. */
function windowsQuoted(argument: string): string {
  return argument.includes(' ') ? `"${argument}"` : argument;
}
