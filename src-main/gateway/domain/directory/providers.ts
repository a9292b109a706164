import type { ProviderRow } from '../../store/tables/providers.ts';
import { byAge, Rows } from './rows.ts';

/** The providers of models. */
export class Providers {
  readonly #rows = new Rows<ProviderRow>(({ id }) => id);

  put(row: ProviderRow): void {
    this.#rows.put(row);
  }

  remove(row: ProviderRow): void {
    this.#rows.remove(row);
  }

  find(id: string): ProviderRow | null {
    return this.#rows.get(id);
  }

  /** The oldest first. */
  all(): ProviderRow[] {
    return byAge(this.#rows.all());
  }
}
