// A tunnel by any program of the owner's.
import { originOf, type EntranceWay } from '../../../../src-shared/entrances.ts';
import { keepProgram } from './kept-program.ts';
import type { StartTunnel } from './tunnel.ts';

type CommandWay = Extract<EntranceWay, { kind: 'command' }>;

const ADDRESS = /https:\/\/[\w.-]+(?::\d{1,5})?/i;
const LOOPBACK = /^https:\/\/(?:localhost|127\.|\[::1\])/i;

/** The first public address with https in a line; null without any. */
export function addressIn(line: string): string | null {
  const [found] = ADDRESS.exec(line) ?? [];
  return found === undefined || LOOPBACK.test(found) ? null : originOf(found);
}

export function commandTunnel({ command: [program = '', ...args], address }: CommandWay): StartTunnel {
  return (target, listener, parts) => {
    const port = 'port' in target ? String(target.port) : target.path;
    let isOpen = false;
    return keepProgram(
      {
        program,
        args: () => args.map((each) => each.replaceAll('{port}', port)),
        beside(open) {
          isOpen = false;
          // It says nothing that all such programs have in common. Clients find out.
          if (address !== null) open(address);
          return () => undefined;
        },
        onLine(line) {
          if (address !== null || isOpen) return null;
          const found = addressIn(line);
          isOpen = found !== null;
          return found;
        },
      },
      listener,
      parts,
    );
  };
}
