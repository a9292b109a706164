// The figures of both servers beside each other, and in sentences the promises that one of them broke.
import { median, quantile } from '../result.ts';
import type { Observed } from './observed.ts';
import type { Load } from './trial.ts';

export interface Trials {
  /** As the subject of a sentence. */
  name: string;
  observed: Observed[];
  /** How it ended too early, as sentences. */
  ends: string[];
}

export interface Row {
  name: string;
  unit: 'per s' | 'ms';
  /** Null: there is no figure. */
  ours: number | null;
  peer: number | null;
}

export interface Contest {
  rows: Row[];
  broken: string[];
}

export function rowsOf(loads: readonly Load[], ours: Trials, peer: Trials): Row[] {
  return loads.flatMap((load) => {
    const both = (name: string, unit: Row['unit'], figure: (observed: readonly Observed[]) => number): Row => ({
      ...{ name, unit },
      ours: finite(figure(of(ours, load))),
      peer: finite(figure(of(peer, load))),
    });
    if (load.perSecond !== null) {
      const to = `fan-out to ${load.receivers} at ${load.perSecond}/s`;
      return quantiles(to, (observed) => observed.delays, both);
    }
    const throughput = both(`messages ${load.name}`, 'per s', (observed) => median(observed.map((each) => each.perSecond)));
    return load.inFlight === 1 ? [throughput, ...quantiles('ack, one at a time', (observed) => observed.acks, both)] : [throughput];
  });
}

type Both = (name: string, unit: Row['unit'], figure: (observed: readonly Observed[]) => number) => Row;

function quantiles(name: string, times: (observed: Observed) => readonly number[], both: Both): Row[] {
  return [0.5, 0.95, 0.99].map((part) =>
    both(`${name}, p${part * 100}`, 'ms', (observed) =>
      quantile(
        observed.flatMap((each) => times(each)),
        part,
      ),
    ),
  );
}

/** A median of no times is not a number; a rate without acknowledged messages is none. */
function finite(value: number): number | null {
  return Number.isFinite(value) && value > 0 ? value : null;
}

export function brokenPromises(loads: readonly Load[], trials: Trials): string[] {
  return [...loads.flatMap((load) => faultsUnder(load, trials)), ...trials.ends];
}

function faultsUnder(load: Load, trials: Trials): string[] {
  const observed = of(trials, load);
  const sum = (count: (each: Observed) => number): number => observed.reduce((total, each) => total + count(each), 0);
  const sent = sum((each) => each.sent);
  const clients = sum((each) => each.clients);
  const counts: [number, string][] = [
    [sum((each) => each.cut), `cut ${sum((each) => each.cut)} of ${clients} clients`],
    [
      sum((each) => each.lost),
      `lost ${count(
        sum((each) => each.lost),
        'delivery',
        'deliveries',
      )} of acknowledged messages`,
    ],
    [
      sum((each) => each.outOfOrder),
      `delivered ${count(
        sum((each) => each.outOfOrder),
        'message',
        'messages',
      )} out of order`,
    ],
    [
      sum((each) => each.repeated),
      `delivered ${count(
        sum((each) => each.repeated),
        'message',
        'messages',
      )} twice`,
    ],
    [sum((each) => each.unanswered), `did not answer ${sum((each) => each.unanswered)} of ${sent} messages`],
  ];
  const faults = counts.flatMap(([number, fault]) => (number > 0 ? [fault] : []));
  for (const [code, number] of totals(observed.map((each) => each.refused))) faults.push(`refused ${number} of ${sent} messages (${code})`);
  const reasons = observed.flatMap((each) => each.notAdmitted);
  if (reasons.length > 0) faults.push(`let in ${clients} of ${clients + reasons.length} clients: it ${reasons[0]}`);
  return faults.map((fault) => `${trials.name} ${fault} ${load.name}.`);
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}

function totals(all: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [code, number] of all.flatMap((each) => [...each])) sums.set(code, (sums.get(code) ?? 0) + number);
  return sums;
}

function of({ observed }: Trials, { name }: Load): Observed[] {
  return observed.filter((each) => each.load.name === name);
}
