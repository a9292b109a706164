import type { Migration } from 'kysely/migration';
import { firstRelease } from './0001-first-release.ts';

/** Forward only, in this order. A migration that was released is never changed. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-first-release': firstRelease,
};
