// A home that can be ended and started again within its process, on the addresses it had: as when a backup takes its place.
import { startGateway, type Gateway } from './gateway.ts';
import type { GatewayOptions } from './options.ts';
import { reasonOf } from '../../src-shared/reason.ts';

export interface RunningHome {
  /** The one that runs; while it is started again, the one that is to come. */
  gateway(): Promise<Gateway>;
  close(): Promise<void>;
}

export interface RunningOptions extends Omit<GatewayOptions, 'restart' | 'restoreProblem'> {
  /** It was ended for a change, and could not start again. */
  onFailure(error: unknown): void;
}

/** Throws StartFailure when the home cannot run. */
export async function startRunning({ onFailure, ...options }: RunningOptions): Promise<RunningHome> {
  let isClosed = false;
  let running = startGateway({ ...options, restart, restoreProblem: null });
  const first = await running;
  const port = Number(new URL(first.ready.url).port);
  const tcpPort = first.ready.tcp === null ? null : Number(first.ready.tcp.split(':').at(-1));

  async function restart(change: () => void): Promise<void> {
    const ending = await running;
    if (isClosed) return;
    const closed = ending.close();
    running = closed.then(() => startGateway({ ...options, port, tcpPort, restart, restoreProblem: changed(change) }));
    running.catch(onFailure);
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
