// The facts of the providers about their models, kept for a while: an agent needs it for each answer.
import type { Model } from '../../../src-shared/providers.ts';
import type { After } from '../domain/clock.ts';

export type ModelFacts = Pick<Model, 'context_tokens' | 'tools' | 'images' | 'makes_images' | 'price'>;

const KEPT_MS = 10 * 60 * 1000;
/** An answer does not wait longer for the list. */
const WAIT_MS = 3_000;
const UNKNOWN: ModelFacts = { context_tokens: null, tools: null, images: null, price: null };

export interface KnownModelsPorts {
  /** The models of a provider. */
  list(providerId: string): Promise<readonly Model[]>;
  now(): number;
  after: After;
}

export class KnownModels {
  readonly #ports: KnownModelsPorts;
  readonly #lists = new Map<string, { at: number; models: Promise<readonly Model[]> }>();

  constructor(ports: KnownModelsPorts) {
    this.#ports = ports;
  }

  /** Never throws: a provider that does not answer says so to the request that follows. */
  async factsOf(providerId: string, model: string): Promise<ModelFacts> {
    const { after } = this.#ports;
    const models = await new Promise<readonly Model[]>((resolve) => {
      const cancel = after(WAIT_MS, () => resolve([]));
      void this.#listOf(providerId)
        .then(resolve)
        .finally(() => cancel());
    });
    return models.find(({ id }) => id === model) ?? UNKNOWN;
  }

  /** The address or the key was changed, or the provider was removed. */
  forget(providerId: string): void {
    this.#lists.delete(providerId);
  }

  #listOf(providerId: string): Promise<readonly Model[]> {
    const { list, now } = this.#ports;
    const known = this.#lists.get(providerId);
    if (known && now() - known.at < KEPT_MS) return known.models;
    const models = list(providerId).catch(() => {
      // The next answer asks again.
      this.#lists.delete(providerId);
      return [];
    });
    this.#lists.set(providerId, { at: now(), models });
    return models;
  }
}
