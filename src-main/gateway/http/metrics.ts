// Metrics for Prometheus. Collection begins with the first request: it costs memory, and measuring the event loop's delay wakes the
// process up all the time. Most homes never use it. Rates are right from the second request on.
import type { Core } from '../domain/core.ts';
import type { Hub } from '../realtime/hub.ts';
import type { Prometheus } from './prometheus.ts';

export interface Batch {
  acts: number;
  ms: number;
}

export interface FinishedRequest {
  method: string;
  /** The address with its parameters' names: there are only so many. */
  route: string;
  status: number;
  ms: number;
}

export class Metrics {
  #counting: Promise<Prometheus> | null = null;
  #prometheus: Prometheus | null = null;

  /** A batch of writes is on disk. */
  onBatch(batch: Batch): void {
    this.#prometheus?.onBatch(batch);
  }

  onRequest(request: FinishedRequest): void {
    this.#prometheus?.onRequest(request);
  }

  /** Prometheus' text format. */
  async read(core: Core, hub: Hub): Promise<{ type: string; text: string }> {
    this.#counting ??= this.#start(core, hub);
    return (await this.#counting).read();
  }

  close(): void {
    this.#prometheus?.stop();
  }

  async #start(core: Core, hub: Hub): Promise<Prometheus> {
    const { createPrometheus } = await import('./prometheus.ts');
    this.#prometheus = createPrometheus(core, hub);
    return this.#prometheus;
  }
}
