// The report of a benchmark: a figure beside the same thing done without Lanai, in the same run.

export interface Result {
  name: string;
  value: number;
  unit: string;
  /** The bare counterpart's figure; null where there is none. */
  baseline: number | null;
}

export interface Benchmark {
  name: string;
  run(options: { isQuick: boolean }): Promise<Result[]>;
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** A figure that was not earned must not be printed. */
export function insist(holds: boolean, what: string): void {
  if (!holds) throw new Error(`The benchmark is void: ${what}`);
}
