// Scenes for each command of imports. The snapshot kept by events is compared after them.
import type { IMPORT_COMMANDS } from '../../../src-shared/commands/imports.ts';
import type { Browser } from './browser.ts';
import { importHands } from './imports/hands.ts';
import { slackExport } from './imports/slack-export.ts';
import type { Watcher } from './watcher.ts';

type Scene = (cast: { owner: Watcher }) => Promise<unknown>;

export function importScenes(owner: () => Browser): Record<keyof typeof IMPORT_COMMANDS, Scene> {
  const uploaded = async (): Promise<string> => (await importHands(owner()).upload(slackExport())).id;
  return {
    list_imports: (cast) => cast.owner.do('list_imports', {}),
    get_import: async (cast) => cast.owner.do('get_import', { import_id: await uploaded() }),
    async start_import(cast) {
      const { id } = await importHands(owner()).upload(slackExport());
      await cast.owner.do('start_import', { import_id: id, people: { U02JON: cast.owner.id } });
      await importHands(owner()).settled(id);
    },
    cancel_import: async (cast) => cast.owner.do('cancel_import', { import_id: await uploaded() }),
    delete_import: async (cast) => cast.owner.do('delete_import', { import_id: await uploaded() }),
  };
}
