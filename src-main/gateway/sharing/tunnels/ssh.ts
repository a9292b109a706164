// A port of another server that leads here, over ssh (OpenSSH: ssh(1), -R). It asks nothing: the key and the known host come from the
// owner's own ssh, as in a terminal.
import { originOf, type EntranceWay } from '../../../../src-shared/entrances.ts';
import { addressIn } from './command.ts';
import { keepProgram } from './kept-program.ts';
import type { StartTunnel } from './tunnel.ts';

type SshWay = Extract<EntranceWay, { kind: 'ssh' }>;

/** Of ssh -v, once the other server listens. */
const FORWARDED = /^debug1: remote forward success for: /;
const DEBUG = /^debug\d: /;

export function sshTunnel({ destination, port, address }: SshWay): StartTunnel {
  return (target, listener, parts) => {
    const here = 'port' in target ? `127.0.0.1:${target.port}` : target.path;
    return keepProgram(
      {
        program: 'ssh',
        args: () => [
          ...['-N', '-T', '-v'],
          ...option('BatchMode', 'yes'),
          ...option('ExitOnForwardFailure', 'yes'),
          ...option('ServerAliveInterval', '15'),
          ...option('ServerAliveCountMax', '3'),
          ...option('ConnectTimeout', '20'),
          // A connection that is shared with a terminal would not end with this program.
          ...option('ControlPath', 'none'),
          ...['-R', `${bindOf(address, port)}${port}:${here}`, '--', destination],
        ],
        onLine(line) {
          if (address !== null) return FORWARDED.test(line) ? address : null;
          return DEBUG.test(line) ? null : addressIn(line);
        },
        explain: (line) => explained(line, destination, port),
      },
      listener,
      parts,
    );
  };
}

/** Browsers come to the port itself, or to a proxy on that server, which reaches its loopback address. */
function bindOf(address: string | null, port: number): string {
  if (address === null) return '';
  const own = originOf(address) ?? address;
  const shown = new URL(own).port || (own.startsWith('https:') ? '443' : '80');
  return own.startsWith('http:') && Number(shown) === port ? '*:' : '';
}

const option = (name: string, value: string): string[] => ['-o', `${name}=${value}`];

function explained(line: string, destination: string, port: number): string | null {
  if (/host key verification failed/i.test(line))
    return `This computer does not know the server ${destination} yet. Connect to it once in a terminal: ssh ${destination}`;
  if (/permission denied/i.test(line))
    return `${destination} did not accept a key of this account. Lanai cannot type a password: set up a key for ssh first.`;
  if (/remote port forwarding failed/i.test(line)) return `${destination} does not let port ${port} be used. It may be taken there.`;
  return null;
}
