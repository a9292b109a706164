// A home that can be ended and started again within its process, on the addresses it had: as when a backup takes its place.
import { startGateway, type Gateway } from './gateway.ts';
import type { GatewayOptions } from './options.ts';
import type { Ready } from '../../src-shared/host.ts';
import { reasonOf } from '../../src-shared/reason.ts';

export interface RunningHome {
  /** The running server. During a restart, the next one. */
  gateway(): Promise<Gateway>;
  close(): Promise<void>;
}

export interface RunningOptions extends Omit<GatewayOptions, 'restart' | 'restoreProblem'> {
  /** It is about to be ended for a change. */
  onRestart(): void;
  /** It was ended for a change, and runs again, maybe on other ports. */
  onStartedAgain(ready: Ready): void;
  /** It was ended for a change, and could not start again. */
  onFailure(error: unknown): void;
}

/** Throws StartFailure when the home cannot run. */
export async function startRunning({ onRestart, onStartedAgain, onFailure, ...options }: RunningOptions): Promise<RunningHome> {
  let isClosed = false;
  let running = startGateway({ ...options, restart, restoreProblem: null });
  await running;

  async function restart(change: () => void): Promise<void> {
    const ending = await running;
    if (isClosed) return;
    onRestart();
    const closed = ending.close();
    running = closed.then(() => startGateway({ ...options, ...portsOf(ending.ready, options), restart, restoreProblem: changed(change) }));
    // First of all that wait for it: no request may go to an address that it left.
    running.then(({ ready }) => onStartedAgain(ready), onFailure);
    await closed;
  }

  function changed(change: () => void): string | null {
    try {
      change();
      return null;
    } catch (error) {
      options.log('A backup could not take the place of the home', error);
      return `The restore failed: ${reasonOf(error)}`;
    }
  }

  return {
    gateway: () => running,
    async close() {
      isClosed = true;
      const last = await running;
      await last.close();
    },
  };
}

type Ports = Pick<GatewayOptions, 'port' | 'tcpPort' | 'agentMessenger'>;

function portsOf({ url, tcp, agentMessenger: at }: Ready, { agentMessenger }: Pick<GatewayOptions, 'agentMessenger'>): Ports {
  return {
    port: Number(new URL(url).port),
    tcpPort: tcp === null ? null : Number(tcp.split(':').at(-1)),
    agentMessenger: agentMessenger && { ...agentMessenger, port: at === undefined ? agentMessenger.port : Number(new URL(at).port) },
  };
}
