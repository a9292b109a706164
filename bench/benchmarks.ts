import { crowd } from './crowd.ts';
import { fanOut } from './fan-out.ts';
import { imports } from './imports.ts';
import { largeHome } from './large-home.ts';
import { latency } from './latency.ts';
import { memory } from './memory.ts';
import { models } from './models.ts';
import { paging } from './paging.ts';
import type { Benchmark } from './result.ts';
import { streams, writers } from './streams.ts';
import { throughput } from './throughput.ts';
import { threads, ui } from './ui.ts';

export const OF_GATEWAY: readonly Benchmark[] = [throughput, latency, fanOut, memory, largeHome, paging, streams, models, imports];
/** The app in a browser. */
export const OF_APP: readonly Benchmark[] = [ui, threads, crowd, writers];
