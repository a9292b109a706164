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
}

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
    },
  });
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const [port, tcpPort] = [text(values.port), text(values['tcp-port'])];
  return {
    dataDir: path.resolve(text(values['data-dir']) ?? text(environment.LANAI_HOME) ?? path.join(userHome, '.lanai')),
    port,
    tcpPort,
    isAnotherPortFine: values['another-port'] === true || (port === null && tcpPort === null),
    // A shipped app runs only what is in it: the fuses that keep other code out would be of no use otherwise.
    gatewayNode: appPath.endsWith('.asar') ? null : text(environment.LANAI_GATEWAY_NODE),
  };
}
