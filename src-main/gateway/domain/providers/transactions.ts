import { AppError } from '../../../../src-shared/errors.ts';
import { PROVIDERS_MAX } from '../../../../src-shared/limits.ts';
import { foldedName } from '../../../../src-shared/text/names.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import type { ProviderRow } from '../../store/tables/providers.ts';

export function* addProvider(tx: Tx, provider: Omit<ProviderRow, 'created_at'>): Steps<ProviderRow> {
  const all = yield* tx.reads.providers();
  if (all.length >= PROVIDERS_MAX) throw new AppError('access_denied', `There are ${PROVIDERS_MAX} providers already. Remove one first.`);
  refuseTakenName(all, provider);
  const row = { ...provider, created_at: tx.now };
  yield* tx.writes.insertProvider(row);
  return row;
}

/** Null: it stays as it is. */
interface ProviderChange {
  id: string;
  name: string | null;
  base_url: string | null;
}

export function* updateProvider(tx: Tx, { id, name, base_url }: ProviderChange): Steps<ProviderRow> {
  const all = yield* tx.reads.providers();
  const before = all.find((each) => each.id === id);
  if (!before) throw new AppError('provider_not_found');
  const after = { ...before, name: name ?? before.name, base_url: base_url ?? before.base_url };
  refuseTakenName(all, after);
  yield* tx.writes.updateProvider({ id, name: after.name, base_url: after.base_url });
  return after;
}

export function* removeProvider(tx: Tx, { id }: { id: string }): Steps<void> {
  if ((yield* tx.writes.deleteProvider({ id })) === 0) throw new AppError('provider_not_found');
}

/** The command line and people find a provider by its name. */
function refuseTakenName(all: readonly ProviderRow[], { id, name }: Pick<ProviderRow, 'id' | 'name'>): void {
  if (all.some((each) => each.id !== id && foldedName(each.name) === foldedName(name)))
    throw new AppError('name_taken', 'Another provider has that name. Choose another one.');
}
