// npm run bench -- [--quick] [--json] [--ui] [NAME...]; --ui measures the app in a browser
// npm run bench -- --vs COMMAND [--vs-key KEY] [--quick] [--json]; measures another server beside this one
import { parseArgs } from 'node:util';
import { crowd } from './crowd.ts';
import { fanOut } from './fan-out.ts';
import { largeHome } from './large-home.ts';
import { latency } from './latency.ts';
import { machine } from './machine.ts';
import { memory } from './memory.ts';
import { models } from './models.ts';
import { paging } from './paging.ts';
import type { Benchmark, Result } from './result.ts';
import { streams, writers } from './streams.ts';
import { throughput } from './throughput.ts';
import { threads, ui } from './ui.ts';
import { runVersus } from './versus/command.ts';

const OF_GATEWAY: readonly Benchmark[] = [throughput, latency, fanOut, memory, largeHome, paging, streams, models];
const OF_APP: readonly Benchmark[] = [ui, threads, crowd, writers];

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
    ui: { type: 'boolean' },
    vs: { type: 'string' },
    'vs-key': { type: 'string' },
  },
  allowPositionals: true,
});

if (values.vs === undefined) await measure(values.ui ? OF_APP : OF_GATEWAY);
else await runVersus({ command: values.vs, key: values['vs-key'] ?? null, isQuick: values.quick ?? false, isJson: values.json ?? false });

async function measure(chosen: readonly Benchmark[]): Promise<void> {
  const unknown = positionals.find((name) => !chosen.some((benchmark) => benchmark.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no benchmark "${unknown}". There are: ${chosen.map(({ name }) => name).join(', ')}.`);
  const results: Result[] = [];
  if (!values.json) process.stderr.write(`${machine()}\n`);
  for (const benchmark of chosen) {
    if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue;
    if (!values.json) process.stderr.write(`${benchmark.name} …\n`);
    results.push(...(await benchmark.run({ isQuick: values.quick ?? false })));
  }
  show(results);
}

function show(results: readonly Result[]): void {
  const withRatios = results.map((result) => ({
    ...result,
    ratio: result.baseline === null ? null : round(result.value / result.baseline),
  }));
  if (values.json) process.stdout.write(`${JSON.stringify({ results: withRatios })}\n`);
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
