// Providers of models.
import { every, query, statement, type PreparedAll } from '../statement.ts';
import { providers, type ProviderRow } from '../tables/providers.ts';

export const providerReads = {
  providers: statement<Record<never, never>>()(() => query.selectFrom('providers').selectAll()),
};

export const providerWrites = {
  insertProvider: statement<ProviderRow>()((p) => query.insertInto('providers').values(providers.row(p))),
  updateProvider: statement<Pick<ProviderRow, 'id' | 'name' | 'base_url'>>()((p) =>
    query.updateTable('providers').set(every(p, 'id')('name', 'base_url')).where('id', '=', p.id),
  ),
  deleteProvider: statement<{ id: string }>()((p) => query.deleteFrom('providers').where('id', '=', p.id)),
};

export function providerReadsOn(find: PreparedAll<typeof providerReads>) {
  return { providers: (): ProviderRow[] => find.providers.all({}) };
}
