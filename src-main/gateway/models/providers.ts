// The providers of models, with the keys that only requests to them get.
import { AppError } from '../../../src-shared/errors.ts';
import type { ProviderKind } from '../../../src-shared/providers.ts';
import type { ProviderRow } from '../store/tables/providers.ts';
import type { ProviderKeys } from './provider-keys.ts';

/** All that a request to a provider needs. */
export interface ModelProvider {
  kind: ProviderKind;
  /** Without a slash at its end; `/models` follows. */
  baseUrl: string;
  key: string | null;
}

export interface ProviderList {
  find(id: string): ProviderRow | null;
}

/** Throws `provider_not_found`, and `provider_key_locked`. */
export function providerFor(list: ProviderList, keys: ProviderKeys, id: string): ModelProvider {
  const provider = list.find(id);
  if (!provider) throw new AppError('provider_not_found');
  if (keys.stateOf(provider) === 'locked') throw new AppError('provider_key_locked');
  return { kind: provider.kind, baseUrl: provider.base_url, key: keys.keyOf(provider) };
}
