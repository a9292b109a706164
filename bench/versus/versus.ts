// npm run bench -- --vs COMMAND: the same loads on another server that speaks the ClawChat protocol and on this one, in turn.
import { doorOf, openHome, type Door } from '../home.ts';
import { NotAdmitted } from './client.ts';
import { Fault, startPeer } from './peer.ts';
import { brokenPromises, rowsOf, type Contest, type Trials } from './report.ts';
import { tryLoad, type Limits, type Load } from './trial.ts';

export interface Plan {
  command: string;
  key: string | null;
  loads: readonly Load[];
  rounds: number;
  limits: Limits;
  readyWithinMs: number;
  /** Ends everything that was started. */
  signal: AbortSignal;
}

interface Server {
  door: Door;
  ended(): Promise<string | null>;
  close(): Promise<void>;
}

const IN_FLIGHT = [1, 4, 16, 64];
const SENDERS_MAX = 4;
const RECEIVERS = 2;
export const ONE_AT_A_TIME = 'with 1 message in flight';

export function planOf({ command, key, isQuick }: { command: string; key: string | null; isQuick: boolean }, signal: AbortSignal): Plan {
  return {
    ...{ command, key, signal },
    rounds: isQuick ? 1 : 3,
    limits: { sendMs: 30_000, quietMs: 5_000 },
    readyWithinMs: 30_000,
    loads: [...IN_FLIGHT.map((count) => loadOf(count, isQuick)), fanOutTo(isQuick ? 20 : 100, isQuick ? 2 : 5)],
  };
}

function loadOf(inFlight: number, isQuick: boolean): Load {
  return {
    name: inFlight === 1 ? ONE_AT_A_TIME : `with ${inFlight} messages in flight`,
    senders: Math.min(SENDERS_MAX, inFlight),
    receivers: RECEIVERS,
    inFlight,
    perSecond: null,
    messages: (inFlight === 1 ? 2_000 : 8_000) / (isQuick ? 8 : 1),
  };
}

function fanOutTo(receivers: number, seconds: number): Load {
  return { name: `in the fan-out to ${receivers} clients`, senders: 1, receivers, inFlight: null, perSecond: 50, messages: seconds * 50 };
}

export async function compare(plan: Plan): Promise<Contest> {
  const ours: Trials = { name: 'Lanai', observed: [], ends: [] };
  const peer: Trials = { name: 'The peer', observed: [], ends: [] };
  for (let round = 0; round < plan.rounds; round += 1) {
    const turns = [
      () => takeTurn(plan, peer, round, () => startPeer(plan)),
      () => takeTurn(plan, ours, round, async () => ourServer(await openHome())),
    ];
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
  }
  return { rows: rowsOf(plan.loads, ours, peer), broken: [ours, peer].flatMap((trials) => brokenPromises(plan.loads, trials)) };
}

function ourServer(home: Awaited<ReturnType<typeof openHome>>): Server {
  return { door: doorOf(home), ended: () => Promise.resolve(null), close: () => home.close() };
}

async function takeTurn({ loads, limits, signal }: Plan, trials: Trials, round: number, start: () => Promise<Server>): Promise<void> {
  signal.throwIfAborted();
  const server = await start();
  try {
    for (const [index, load] of loads.entries()) {
      signal.throwIfAborted();
      const broken = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
      trials.observed.push(await Promise.race([broken, tryLoad(server.door, load, `bench-${round}-${index}`, limits)]));
    }
  } catch (error) {
    if (!(error instanceof NotAdmitted)) throw error;
    const how = await server.ended();
    trials.ends.push(how === null ? `${trials.name} ${error.message}.` : `${trials.name} ended ${how} during the benchmark.`);
    // Without a single figure there is nothing to compare.
    if (trials.observed.length === 0) throw new Fault(trials.ends[0]);
  } finally {
    await server.close();
  }
}
