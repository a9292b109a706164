// Scenes for each command that maintains the home. The snapshot kept by events is compared after them.
import { expect } from 'vitest';
import type { BACKUP_COMMANDS } from '../../../src-shared/commands/backups.ts';
import type { HOME_COMMANDS } from '../../../src-shared/commands/home.ts';
import type { IMPORT_COMMANDS } from '../../../src-shared/commands/imports.ts';
import type { Browser } from './browser.ts';
import { importScenes } from './import-scenes.ts';
import type { Watcher } from './watcher.ts';

type Scene = (cast: { owner: Watcher }) => Promise<unknown>;

type Maintenance =
  | keyof typeof BACKUP_COMMANDS
  | keyof typeof IMPORT_COMMANDS
  | Exclude<keyof typeof HOME_COMMANDS, 'setup_home' | 'update_home'>;

export const maintenanceScenes = (browser: () => Browser): Record<Maintenance, Scene> => ({
  ...importScenes(browser),
  home_storage: ({ owner }) => owner.do('home_storage', {}),
  list_backups: ({ owner }) => owner.do('list_backups', {}),
  back_up: async ({ owner }) => void (await backedUp(owner)),
  plan_backups: ({ owner }) => owner.do('plan_backups', { every: 'week', keep: 3 }),
  async encrypt_backups({ owner }) {
    await owner.do('encrypt_backups', { passphrase: 'a word for the door' });
    await owner.do('encrypt_backups', { passphrase: null });
  },
  async delete_backup({ owner }) {
    await owner.do('delete_backup', { name: await backedUp(owner) });
  },
  /** A restore closes all connections, and has its own test. A refused command changes no snapshot. */
  restore_backup: ({ owner }) => refused(owner.do('restore_backup', { name: 'nothing.tar' })),
  preview_retention: ({ owner }) => owner.do('preview_retention', { days: 1 }),
  async set_retention({ owner }) {
    await owner.do('set_retention', { days: 30 });
    // Imported messages have old times. The server deletes them after the answer.
    await expect.poll(() => owner.do('preview_retention', { days: 30 })).toMatchObject({ messages: 0 });
    await owner.do('set_retention', { days: null });
  },
  diagnose: ({ owner }) => owner.do('diagnose', {}),
});

/** Makes a backup and waits for it; returns its name. */
async function backedUp(owner: Watcher): Promise<string> {
  let { work, backups } = await owner.do('back_up', {});
  while (work) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    ({ work, backups } = await owner.do('list_backups', {}));
  }
  const name = backups[0]?.name;
  if (name === undefined) throw new Error('No backup was made.');
  return name;
}

async function refused(asked: Promise<unknown>): Promise<void> {
  const isDone = await asked.then(
    () => true,
    () => false,
  );
  if (isDone) throw new Error('It should have been refused.');
}
