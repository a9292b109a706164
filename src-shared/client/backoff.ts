// How long a program waits before it tries again. Every schedule of the project is here. Those of webhooks are in limits.ts,
// because they are a promise to receivers.

interface Schedule {
  /** The wait after each failure, in milliseconds. The last one is repeated. */
  readonly waits_ms: readonly number[];
  /** Up to this part of a wait is added to it at random, so that clients of one server do not come back in the same instant. */
  readonly jitter: number;
}

const exact = (...waits_ms: number[]): Schedule => ({ waits_ms, jitter: 0 });

export const SCHEDULES = {
  /** An app's connection. A server that was killed is back within three seconds: so long a try follows every half second. */
  app: { waits_ms: [100, 250, 500, 500, 500, 500, 500, 1_000, 2_000, 4_000, 8_000], jitter: 0.3 },
  /** An agent's connection. */
  agent: { waits_ms: [50, 100, 250, 500, 1_000, 2_000, 4_000], jitter: 0.3 },
  /** The desktop signs in at its own server again. */
  signIn: exact(2_000),
  /** A page that found no server looks again. */
  page: exact(2_000),
  /** The desktop starts its server's process again. */
  process: exact(250, 500, 1_000, 2_000, 4_000, 8_000),
  /** A message whose reply did not come is sent again. */
  outbox: exact(1_000),
  /** Data for a page is requested again after a lost connection. Gives up after the last of these. */
  request: exact(1_000, 4_000, 15_000, 60_000),
  /** A part of the page's program that could not be fetched. */
  program: exact(10_000),
  /** A worker thread of the server that ended by a fault is not started again before. */
  thread: exact(5_000),
  /** The program of a tunnel is started again. */
  tunnel: { waits_ms: [1_000, 2_000, 5_000, 15_000, 30_000, 60_000], jitter: 0.2 },
  /** The desktop loads the page of another home again. */
  otherHome: exact(2_000, 5_000, 15_000, 60_000),
  /** Tailscale is asked again. */
  tailnet: exact(15_000),
} satisfies Record<string, Schedule>;

export interface Backoff {
  /** The next wait, in milliseconds. */
  next(): number;
  /** True once each wait of the schedule was used. */
  isSpent(): boolean;
  /** A try succeeded: the next wait is the first one again. */
  reset(): void;
}

/** `random`: from 0 to below 1. */
export function createBackoff({ waits_ms, jitter }: Schedule, random: () => number = Math.random): Backoff {
  let failures = 0;
  return {
    next() {
      const wait = waits_ms[Math.min(failures, waits_ms.length - 1)] ?? 0;
      failures += 1;
      return wait * (1 + jitter * random());
    },
    isSpent: () => failures >= waits_ms.length,
    reset: () => void (failures = 0),
  };
}
