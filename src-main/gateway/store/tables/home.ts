import { json, nullable, real, table, text, time, type RowOf } from './table.ts';

/** One row: the home itself. These stay columns, because they say which home it is; all that can be set is in `settings`. */
export const home = table({ id: text(), name: text(), set_up_at: nullable(time()) });

/** The settings that were changed (settings.ts). */
export const settings = table({ key: text(), value: json() });
export type SettingRow = RowOf<typeof settings>;

/** The level of a rate limit's bucket, and its time. */
export const bucketLevels = table({ bucket: text(), level: real(), at: time() });
export type BucketLevelRow = RowOf<typeof bucketLevels>;
