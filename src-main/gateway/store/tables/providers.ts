import { ProviderKind } from '../../../../src-shared/providers.ts';
import { oneOf, table, text, time, type RowOf } from './table.ts';

/** The providers of models. Their keys are in a file and not in the database, so that no backup has them. */
export const providers = table({
  id: text(),
  kind: oneOf(ProviderKind),
  name: text(),
  base_url: text(),
  created_at: time(),
});
export type ProviderRow = RowOf<typeof providers>;
