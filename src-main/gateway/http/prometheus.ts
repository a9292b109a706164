// The numbers themselves. Only counts and times: no names, no ids, nothing that people wrote.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Core } from '../domain/core.ts';
import type { Hub } from '../realtime/hub.ts';
import type { Batch, FinishedRequest } from './metrics.ts';

const EVENT_LOOP_PRECISION_MS = 20;
const BATCH_ACTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];
const BATCH_SECONDS = [0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1];
const REQUEST_SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

export interface Prometheus {
  onBatch(batch: Batch): void;
  onRequest(request: FinishedRequest): void;
  read(): Promise<{ type: string; text: string }>;
  stop(): void;
}

export function createPrometheus(core: Core, hub: Hub): Prometheus {
  const registry = new Registry();
  const registers = [registry];
  const batchActs = new Histogram({ name: 'lanai_write_batch_acts', help: 'Acts that shared one commit', buckets: BATCH_ACTS, registers });
  const batchSeconds = new Histogram({
    name: 'lanai_write_batch_seconds',
    help: 'From handing a batch to the writer to its commit on disk',
    buckets: BATCH_SECONDS,
    registers,
  });
  const requests = new Counter({
    name: 'lanai_http_requests_total',
    help: 'Answered requests',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'lanai_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['route'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_PRECISION_MS });
  const stop = follow(registry, core, hub);

  return {
    onBatch({ acts, ms }) {
      batchActs.observe(acts);
      batchSeconds.observe(ms / 1000);
    },
    onRequest({ method, route, status, ms }) {
      requests.inc({ method, route, status });
      requestSeconds.observe({ route }, ms / 1000);
    },
    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
    stop,
  };
}

function follow(registry: Registry, core: Core, hub: Hub): () => void {
  const registers = [registry];
  const posted = new Counter({ name: 'lanai_messages_posted_total', help: 'Messages posted', registers });
  new Gauge({
    name: 'lanai_connections',
    help: 'Open connections',
    labelNames: ['kind'],
    registers,
    collect() {
      for (const [kind, count] of Object.entries(hub.connectionsByKind())) this.set({ kind }, count);
    },
  });
  new Gauge({
    name: 'lanai_rooms',
    help: 'Rooms, those in memory included',
    registers,
    collect() {
      this.set(core.directory.roomCount);
    },
  });
  return core.onChange(({ event }) => {
    if (event.type === 'message.posted') posted.inc();
  });
}
