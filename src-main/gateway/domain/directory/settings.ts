import { isSetting, settingOf, type SettingName, type SettingValue } from '../../store/settings.ts';
import type { SettingRow } from '../../store/tables/home.ts';

/** The settings of the server. Those that clients are sent are in `Directory.home` as well. */
export class Settings {
  readonly #values = new Map<SettingName, unknown>();

  put({ key, value }: SettingRow): void {
    // A newer program may have left others.
    if (isSetting(key)) this.#values.set(key, settingOf(key, value));
  }

  /** Whether it has a row. */
  has(name: SettingName): boolean {
    return this.#values.has(name);
  }

  get<K extends SettingName>(name: K): SettingValue<K> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `put` stored the value under the name of its setting
    return this.#values.has(name) ? (this.#values.get(name) as SettingValue<K>) : settingOf(name, null);
  }
}
