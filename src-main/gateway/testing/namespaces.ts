// Computers of one local network: each a network namespace with its own interface, and a switch between them. Root on Linux only.
import { execFileSync } from 'node:child_process';
import { isAlive } from './is-alive.ts';
import { programInPath } from './program-in-path.ts';

const PREFIX = 'lanai-test-';
/** As a Wi-Fi's; names of container interfaces are not shared. */
const INTERFACE = 'wlan0';

export interface Network {
  /** Runs a program on this computer. */
  command(computer: string): readonly string[];
  /** It has this address, and none of before. */
  address(computer: string, address: string): void;
  /** Client isolation: these do not reach each other. */
  isolate(isolated: readonly string[]): void;
  remove(): void;
}

/** Why there can be none here, as a sentence; null: there can. */
export function whyNoNamespaces(): string | null {
  if (process.platform !== 'linux' || programInPath('ip') === null) return 'there is no program ip';
  try {
    createNetwork(['probe']).remove();
    return null;
  } catch {
    return 'this account may not create network namespaces';
  }
}

export function createNetwork(computers: readonly string[]): Network {
  removeLeft();
  const space = (name: string): string => `${PREFIX}${process.pid}-${name}`;
  const hub = space('switch');
  const at = (name: string, ...args: string[]): void => ip('-n', name, ...args);
  const remove = (): void => {
    for (const name of list()) if (name.startsWith(space(''))) ip('netns', 'del', name);
  };
  try {
    ip('netns', 'add', hub);
    at(hub, 'link', 'add', 'br0', 'type', 'bridge');
    at(hub, 'link', 'set', 'br0', 'up');
    for (const each of computers) {
      ip('netns', 'add', space(each));
      at(hub, 'link', 'add', each, 'type', 'veth', 'peer', 'name', INTERFACE, 'netns', space(each));
      at(hub, 'link', 'set', each, 'master', 'br0', 'up');
      at(space(each), 'link', 'set', 'lo', 'up');
      at(space(each), 'link', 'set', INTERFACE, 'up');
    }
  } catch (error) {
    remove();
    throw error;
  }
  /** Those that remember where another one was would try for minutes. */
  const forget = (): void => {
    for (const each of computers) at(space(each), 'neigh', 'flush', 'dev', INTERFACE);
  };
  return {
    command: (computer) => ['ip', 'netns', 'exec', space(computer)],
    address(computer, address) {
      at(space(computer), '-4', 'addr', 'flush', 'dev', INTERFACE);
      at(space(computer), 'addr', 'add', `${address}/24`, 'dev', INTERFACE);
      forget();
    },
    isolate(isolated) {
      for (const each of computers)
        at(hub, 'link', 'set', each, 'type', 'bridge_slave', 'isolated', isolated.includes(each) ? 'on' : 'off');
      forget();
    },
    remove,
  };
}

/** Those of runs that were killed. */
function removeLeft(): void {
  for (const name of list()) {
    const [pid] = name.startsWith(PREFIX) ? name.slice(PREFIX.length).split('-') : [];
    if (pid !== undefined && !isAlive(Number(pid))) ip('netns', 'del', name);
  }
}

function list(): string[] {
  const lines = execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => line.split(' ')[0] || []);
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
