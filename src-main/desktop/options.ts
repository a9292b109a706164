// How the desktop was started: the same options as the gateway's own, and LANAI_HOME.
import path from 'node:path';
import { parseArgs } from 'node:util';

export interface DesktopOptions {
  dataDir: string;
  /** Null: the gateway's defaults. */
  port: string | null;
  tcpPort: string | null;
  /** The gateway may take another port when one is in use. Ports that the owner chose are exact by default. */
  isAnotherPortFine: boolean;
  /** A Node for the gateway, instead of Electron's own. */
  gatewayNode: string | null;
  /** The system started it at login: no window opens. */
  startsHidden: boolean;
}

/** In the folder of the user. */
export const USUAL_DATA_FOLDER = '.lanai';
const HIDDEN = 'hidden';

interface Start {
  args: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  userHome: string;
  /** Where the program is: an archive once it is shipped. */
  appPath: string;
}

export function readOptions({ args, environment, userHome, appPath }: Start): DesktopOptions {
  // Not strict: Chromium's own switches and a lanai:// link are among them.
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      'data-dir': { type: 'string' },
      port: { type: 'string' },
      'tcp-port': { type: 'string' },
      'another-port': { type: 'boolean' },
      [HIDDEN]: { type: 'boolean' },
    },
  });
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const [port, tcpPort] = [text(values.port), text(values['tcp-port'])];
  return {
    dataDir: path.resolve(text(values['data-dir']) ?? text(environment.LANAI_HOME) ?? path.join(userHome, USUAL_DATA_FOLDER)),
    port,
    tcpPort,
    isAnotherPortFine: values['another-port'] === true || (port === null && tcpPort === null),
    // A shipped app runs only what is in it: the fuses that keep other code out would be of no use otherwise.
    gatewayNode: appPath.endsWith('.asar') ? null : text(environment.LANAI_GATEWAY_NODE),
    startsHidden: values[HIDDEN] === true,
  };
}

/** The arguments of a start at login: the same home on the same ports, without a window. */
export function loginArguments({ dataDir, port, tcpPort, isAnotherPortFine }: DesktopOptions): string[] {
  const ports = [
    ...(port === null ? [] : [`--port=${port}`]),
    ...(tcpPort === null ? [] : [`--tcp-port=${tcpPort}`]),
    ...(isAnotherPortFine ? ['--another-port'] : []),
  ];
  return [`--${HIDDEN}`, `--data-dir=${dataDir}`, ...ports];
}

/** Whether a second start came from the system at login. */
export function isHiddenStart(args: readonly string[]): boolean {
  return args.includes(`--${HIDDEN}`);
}
