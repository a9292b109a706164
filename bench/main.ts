// npm run bench -- [--quick] [--json] [--ui] [NAME...]; --ui measures the app in a browser
// npm run bench -- --record [NAME...]; measures all, and writes the table of docs/performance.md
// npm run bench -- --vs COMMAND [--vs-key KEY] [--quick] [--json]; measures another server beside this one
import { parseArgs } from 'node:util';
import { OF_APP, OF_GATEWAY } from './benchmarks.ts';
import { machine } from './machine.ts';
import { record } from './record/record.ts';
import type { Benchmark, Result } from './result.ts';
import { runVersus } from './versus/command.ts';

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
    ui: { type: 'boolean' },
    record: { type: 'boolean' },
    vs: { type: 'string' },
    'vs-key': { type: 'string' },
  },
  allowPositionals: true,
});
const { quick: isQuick = false, json: isJson = false } = values;

if (values.vs !== undefined) await runVersus({ command: values.vs, key: values['vs-key'] ?? null, isQuick, isJson });
else if (values.record) await measureAndRecord(chosenOf([...OF_GATEWAY, ...OF_APP]));
else await measure(chosenOf(values.ui ? OF_APP : OF_GATEWAY));

function chosenOf(all: readonly Benchmark[]): Benchmark[] {
  const unknown = positionals.find((name) => !all.some((benchmark) => benchmark.name === name));
  if (unknown !== undefined) throw new Error(`There is no benchmark "${unknown}". There are: ${all.map(({ name }) => name).join(', ')}.`);
  return all.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
}

async function measure(chosen: readonly Benchmark[]): Promise<void> {
  const results: Result[] = [];
  if (!isJson) process.stderr.write(`${machine()}\n`);
  for (const benchmark of chosen) {
    if (!isJson) process.stderr.write(`${benchmark.name} …\n`);
    results.push(...(await benchmark.run({ isQuick })));
  }
  show(results);
}

/** Each is recorded at once. One that fails keeps its earlier figures. */
async function measureAndRecord(chosen: readonly Benchmark[]): Promise<void> {
  if (isQuick) throw new Error('Quick figures are not recorded. Leave --quick out.');
  const run = { date: new Date().toISOString().slice(0, 10), machine: machine() };
  process.stderr.write(`${run.machine}\n`);
  for (const benchmark of chosen) {
    process.stderr.write(`${benchmark.name} … `);
    const startedAt = performance.now();
    try {
      record(benchmark.name, run, await benchmark.run({ isQuick }));
      process.stderr.write(`recorded, after ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`);
    } catch (error) {
      process.stderr.write(`failed: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  }
}

function show(results: readonly Result[]): void {
  const withRatios = results.map((result) => ({
    ...result,
    ratio: result.baseline === null ? null : round(result.value / result.baseline),
  }));
  if (isJson) process.stdout.write(`${JSON.stringify({ results: withRatios })}\n`);
  else
    console.table(
      Object.fromEntries(
        withRatios.map(({ name, value, baseline, ...rest }) => [
          name,
          { value: round(value), ...rest, baseline: baseline === null ? '' : round(baseline) },
        ]),
      ),
    );
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
