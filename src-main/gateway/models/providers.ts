// The providers of models, with the keys that only requests to them get.
import { AppError } from '../../../src-shared/errors.ts';
import type { ProviderRow } from '../store/tables/providers.ts';
import type { ProviderKeys } from './provider-keys.ts';
import type { ModelPlace } from './step.ts';

export interface ProviderList {
  find(id: string): ProviderRow | null;
}

/** Throws `provider_not_found`, and `provider_key_locked`. */
export function providerFor(list: ProviderList, keys: ProviderKeys, id: string): ModelPlace {
  const provider = list.find(id);
  if (!provider) throw new AppError('provider_not_found');
  if (keys.stateOf(provider) === 'locked') throw new AppError('provider_key_locked');
  return { kind: provider.kind, baseUrl: provider.base_url, key: keys.keyOf(provider) };
}
